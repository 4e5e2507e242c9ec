// The economy's shipped data from disk: the table, the sectors of codes, and the trade weights of each side.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { notFound } from '../core/errors.ts';

/** A file of the package, whether run from `src` or from `dist/src`. */
function packaged(path: string): string {
  const near = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** Text of a shipped file. */
export const shippedText = (path: string): string => readFileSync(packaged(path), 'utf8');

/** Text of a user's file. @throws TariffError `no-file` */
export function userText(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw notFound(
    'no-file',
    `there is no file "${path}"`,
    'Give the path of a table; its format is in docs/economy.md.',
  );
}
