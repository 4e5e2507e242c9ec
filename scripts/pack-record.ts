// Build step: `record/` → `generated/record-pack.js`. Runs after `pack-law`, whose instruments the record's links must meet.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDiagnostic } from '../src/core/diagnostics.ts';
import type { Pack } from '../src/law/pack.ts';
import { readRecordPack } from '../src/record/pack.ts';
import { hashOf } from '../src/store/law-files.ts';
import { recordFiles } from '../src/store/record-files.ts';

const root = process.cwd();
const folder = join(root, 'generated');
const lawPack = join(folder, 'law-pack.json');
if (!existsSync(lawPack)) {
  console.error('There is no generated/law-pack.json; run pack-law first.');
  process.exit(1);
}
const law = JSON.parse(readFileSync(lawPack, 'utf8')) as Pack;
const files = recordFiles(root);
const instruments = new Set(law.instruments.map(({ id }) => id));
const { pack, diagnostics } = readRecordPack(files, hashOf(files), instruments);
for (const diagnostic of diagnostics) console.error(printDiagnostic(diagnostic));
if (!pack) {
  console.error(`${diagnostics.length} faults in the record; no pack was written.`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const text = JSON.stringify(pack);
const target = join(folder, 'record-pack.js');
writeFileSync(`${target}.new`, `export default JSON.parse(${JSON.stringify(text)});\n`);
renameSync(`${target}.new`, target);
console.log(
  `${pack.talks.rounds.length} rounds, ${pack.controls.length} controls, ${Math.round(text.length / 1024)} KiB: generated/record-pack.js`,
);
