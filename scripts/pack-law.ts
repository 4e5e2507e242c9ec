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

const folder = join(root, 'generated');

/** Writes beside the old file and then takes its place, so that nobody meets half a pack. */
function write(name: string, text: string): void {
  const target = join(folder, name);
  writeFileSync(`${target}.new`, text);
  renameSync(`${target}.new`, target);
}

mkdirSync(folder, { recursive: true });
const text = JSON.stringify(pack);
write('law-pack.json', text);
// Node reads the JSON as it is; bundlers and browsers get it inside a module.
write(
  'law-pack.node.js',
  "import { readFileSync } from 'node:fs';\nexport default JSON.parse(readFileSync(new URL('./law-pack.json', import.meta.url), 'utf8'));\n",
);
write('law-pack.js', `export default JSON.parse(${JSON.stringify(text)});\n`);
console.log(
  `${pack.instruments.length} instruments, ${Math.round(text.length / 1024)} KiB: generated/law-pack.json`,
);
