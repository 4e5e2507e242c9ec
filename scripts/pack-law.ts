// Build step: `law/` and `outcomes/` → `generated/law-pack.js`, which library, CLI and browser load without YAML.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDiagnostic } from '../src/core/diagnostics.ts';
import { readLaw } from '../src/law/read.ts';
import { hashOf, lawFiles } from '../src/store/law-files.ts';

const root = process.cwd();
const files = lawFiles(root);
const { pack, diagnostics } = readLaw(files, hashOf(files));
for (const diagnostic of diagnostics) console.error(printDiagnostic(diagnostic));
if (!pack) {
  console.error(`${diagnostics.length} faults in the law files; no pack was written.`);
  process.exit(1);
}
mkdirSync(join(root, 'generated'), { recursive: true });
const target = join(root, 'generated', 'law-pack.js');
const text = JSON.stringify(JSON.stringify(pack));
writeFileSync(`${target}.new`, `export default JSON.parse(${text});\n`);
renameSync(`${target}.new`, target);
console.log(
  `${pack.instruments.length} instruments, ${Math.round(text.length / 1024)} KiB: generated/law-pack.js`,
);
