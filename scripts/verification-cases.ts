// Rewrites the count of measures that the legal cases reach in docs/verification.md, and prints those they do not.
// Run after a build: node dist/scripts/verification-cases.js

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../src/law/pack.ts';
import { openPack } from '../src/law.ts';
import { caseCoverage, coverageFigures } from '../test/support/case-coverage.ts';
import { allCases } from '../test/support/cases.ts';

const page = join('docs', 'verification.md');
const pack = JSON.parse(readFileSync(join('generated', 'law-pack.json'), 'utf8')) as Pack;
const marked = /(<!-- cases -->\n)[\s\S]*(<!-- end of cases -->)/;
const text = readFileSync(page, 'utf8');
if (!marked.test(text)) throw new Error(`${page} has lost the markers of its cases.`);
const coverage = caseCoverage(openPack(pack), allCases(process.cwd()), 'us');
for (const id of coverage.measures) if (!coverage.reached.has(id)) console.log(id);
const figures = coverageFigures(coverage);
writeFileSync(
  page,
  text.replace(marked, (_, open: string, close: string) => `${open}\n${figures}\n\n${close}`),
);
console.log(`${page}: figures written.`);
