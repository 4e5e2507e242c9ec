// Rewrites the figures in docs/verification-imports.md. Run after a build: node dist/scripts/verification-imports.js
// It needs the import table of 2024 and the releases of that year (../shared or ROSENBAD_SHARED), which are not part of the project.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../src/law/pack.ts';
import { importRows, lawOf2024, workRow, yearOf } from '../test/support/imports-2024.ts';
import { importsFigures } from './imports-figures.ts';

const page = join('docs', 'verification-imports.md');
const shared = process.env.ROSENBAD_SHARED ?? join('..', 'shared');
const pack = JSON.parse(readFileSync(join('generated', 'law-pack.json'), 'utf8')) as Pack;
const marked = /(<!-- imports -->\n)[\s\S]*(<!-- end of imports -->)/;
const text = readFileSync(page, 'utf8');
if (!marked.test(text)) throw new Error(`${page} has lost the markers of its figures.`);
const law = lawOf2024(shared, pack);
const at = yearOf(law);
const outcomes = importRows(shared).map((row) => workRow(law, at, row));
writeFileSync(
  page,
  text.replace(
    marked,
    (_, open: string, close: string) => `${open}\n${importsFigures(outcomes)}\n\n${close}`,
  ),
);
console.log(`${page}: figures written.`);
