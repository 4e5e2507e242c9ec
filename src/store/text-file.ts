// Reads a text from a file or standard input: bytes first, so that what is no UTF-8 text is refused by name.

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { incorrect, notFound, unsupported } from '../core/errors.ts';

/** Most bytes read: two million characters of the widest kind. */
const MOST_BYTES = 8_000_000;

const tooLong = (bytes: string) =>
  unsupported(
    'too-long',
    `the text has ${bytes} bytes; at most ${MOST_BYTES} are read`,
    'Give one article at a time.',
  );

async function bytesOf(input: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of input) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw tooLong(`more than ${MOST_BYTES}`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    throw incorrect(
      'not-text',
      `${name} is not UTF-8 text${wide ? ' (it looks like UTF-16)' : ''}`,
      'Save the article as UTF-8 text, HTML or Markdown.',
    );
  }
}

/**
 * The text of a file, or of standard input for `-`.
 * @throws TariffError `no-file`, `not-a-file`, `too-long`, `not-text`
 */
export async function readTextFile(path: string): Promise<string> {
  if (path === '-') return decoded(await bytesOf(process.stdin), 'standard input');
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw notFound('no-file', `there is no file "${path}"`, 'Check the path, or give - to read from a pipe.');
  if (!found.isFile()) throw incorrect('not-a-file', `"${path}" is not a file`, 'Name one file.');
  if (found.size > MOST_BYTES) throw tooLong(String(found.size));
  return decoded(await bytesOf(createReadStream(path)), `"${path}"`);
}
