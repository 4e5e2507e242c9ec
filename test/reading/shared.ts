// Real texts that live outside the project: the news text it starts from, and White House documents.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = process.env.ROSENBAD_SHARED ?? join(process.cwd(), '..', 'shared');

/** In CI the folder must be there; elsewhere its tests are skipped. */
export const available = process.env.CI !== undefined || existsSync(FOLDER);

export function seedText(): string {
  const folder = join(FOLDER, 'seed');
  const name = readdirSync(folder).find((one) => one.endsWith('.txt'));
  if (name === undefined) throw new Error(`no text in ${folder}`);
  return readFileSync(join(folder, name), 'utf8');
}

/** Path and text of every White House document. */
export function whiteHouse(): readonly { readonly path: string; readonly text: string }[] {
  const folder = join(FOLDER, 'sources', 'white-house');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
