// Collects the record's files from disk for the build step and the tests.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from '../law/files.ts';

/** Every YAML and CSV file of `record/` under `root`, in the order of their paths. */
export const recordFiles = (root: string): readonly SourceFile[] =>
  readdirSync(join(root, 'record'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(yaml|csv)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
