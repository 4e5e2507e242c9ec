// Collects the law's files from disk for the build step and for `law check`.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { notFound } from '../core/errors.ts';
import type { SourceFile } from '../law/files.ts';

const FOLDERS = ['law', 'outcomes'];
const isLaw = (path: string): boolean => /\.(yaml|csv|txt)$/.test(path);

function filesUnder(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** The folder of this package, whether run from `src` or from `dist/src`. */
export function packageFolder(): string {
  const near = fileURLToPath(new URL('../..', import.meta.url));
  return existsSync(join(near, 'law')) ? near : fileURLToPath(new URL('../../..', import.meta.url));
}

/** Every file of `law/` and `outcomes/` under `root`, in the order of their paths. @throws TariffError `no-law` */
export function lawFiles(root: string): readonly SourceFile[] {
  if (!existsSync(join(root, 'law')))
    throw notFound(
      'no-law',
      `there is no folder "law" in "${root}"`,
      'Give the folder that holds law/ and outcomes/.',
    );
  const paths = FOLDERS.flatMap((folder) => filesUnder(root, folder)).filter(isLaw);
  return paths.sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** SHA-256 over paths and texts, shortened: what a receipt names as the law it used. */
export function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(path).update('\0').update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}
