// `/v1/batch`: a body of CSV or NDJSON of any length, one answer a line as it comes; others are served meanwhile.

import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { TariffError } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { type Row, rowsOf } from '../store/rows.ts';

export const BATCH_PATH = '/v1/batch';

/** Rows after which the others get their turn. */
const TURN = 50;

function answerOf(law: Law, row: Row): unknown {
  if ('error' in row) return { error: { ...row.error.toJSON(), line: row.line } };
  try {
    return law.assess(row.entry);
  } catch (error) {
    if (error instanceof TariffError) return { error: { ...error.toJSON(), line: row.line } };
    throw error;
  }
}

async function* answers(law: Law, input: Readable): AsyncGenerator<string> {
  let lines: string[] = [];
  try {
    for await (const row of rowsOf(input)) {
      lines.push(JSON.stringify(answerOf(law, row)));
      if (lines.length < TURN) continue;
      yield `${lines.join('\n')}\n`;
      lines = [];
      await setImmediate();
    }
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    lines.push(JSON.stringify({ error: error.toJSON() }));
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** Adds the route. The answer is NDJSON in the order of the rows; memory does not grow with the body. */
export function addBatch(app: Hono, law: Law): void {
  app.post(BATCH_PATH, (context) => {
    const body = context.req.raw.body;
    const input = body ? Readable.fromWeb(body as unknown as NodeStream) : Readable.from([]);
    context.header('Content-Type', 'application/x-ndjson');
    return stream(context, async (out) => {
      out.onAbort(() => {
        input.destroy();
      });
      for await (const text of answers(law, input)) await out.write(text);
    });
  });
}
