// A user's own trade values as text: CSV with code,origin,value.

import { readFileSync } from 'node:fs';
import { incorrect, notFound } from '../core/errors.ts';

const HINT = 'Give a CSV file with the columns code,origin,value.';

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw notFound('no-file', `"${path}" cannot be read`, HINT);
  }
}

/** @throws TariffError `no-file`, `empty-file` */
export function importsText(path: string): string {
  const text = textOf(path);
  if (text.trim() === '') throw incorrect('empty-file', `"${path}" is empty`, HINT);
  return text;
}
