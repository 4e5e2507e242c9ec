// An answer of a tool: JSON as text, or a refusal with its code and hint.

import { TariffError } from '../core/errors.ts';

type Result = { content: { type: 'text'; text: string }[]; isError?: boolean };

/** An answer as JSON text; a refusal as an error with its code and hint. */
export async function answer(run: () => unknown): Promise<Result> {
  try {
    return { content: [{ type: 'text', text: JSON.stringify(await run()) }] };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    return { content: [{ type: 'text', text: JSON.stringify({ error: error.toJSON() }) }], isError: true };
  }
}
