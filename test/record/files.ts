// The record's own files and the ids of the law's instruments, for tests.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../src/law/files.ts';

const root = join(import.meta.dirname, '..', '..');

export const recordFiles = (): readonly SourceFile[] =>
  readdirSync(join(root, 'record'))
    .filter((name) => /\.(yaml|csv)$/.test(name))
    .map((name) => ({ path: `record/${name}`, text: readFileSync(join(root, 'record', name), 'utf8') }));

/** Ids written in `law/`, without reading the law itself. */
export const instrumentIds = (): ReadonlySet<string> =>
  new Set(
    readdirSync(join(root, 'law'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .flatMap((path) => {
        const found = /^instrument:\s*(\S+)/m.exec(readFileSync(join(root, 'law', path), 'utf8'));
        return found ? [found[1]!] : [];
      }),
  );

/** The files of `record/controls/`. */
export const controlFiles = (): readonly SourceFile[] =>
  readdirSync(join(root, 'record', 'controls'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .sort()
    .map((path) => ({
      path: `record/controls/${path}`,
      text: readFileSync(join(root, 'record', 'controls', path), 'utf8'),
    }));
