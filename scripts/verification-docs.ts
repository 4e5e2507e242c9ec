// Rewrites the figures in docs/verification.md. Run after a build: node dist/scripts/verification-docs.js
// It needs the archived releases (../shared or ROSENBAD_SHARED), which are not part of the project.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../src/law/pack.ts';
import { reportOf, settingOf, storedReleases } from '../test/support/archives.ts';
import { verificationFigures } from './verification-figures.ts';

const page = join('docs', 'verification.md');
const folder = join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'data', 'hts');
const pack = JSON.parse(readFileSync(join('generated', 'law-pack.json'), 'utf8')) as Pack;
const marked = /(<!-- chapter 99 -->\n)[\s\S]*(<!-- end of chapter 99 -->)/;
const text = readFileSync(page, 'utf8');
if (!marked.test(text)) throw new Error(`${page} has lost the markers of its figures.`);
const setting = settingOf(pack, process.cwd());
const figures = verificationFigures(storedReleases(folder, pack).map((one) => reportOf(one, setting)));
writeFileSync(
  page,
  text.replace(marked, (_, open: string, close: string) => `${open}\n${figures}\n\n${close}`),
);
console.log(`${page}: figures written.`);
