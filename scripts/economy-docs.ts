// Rewrites the figures in docs/economy.md: from the shipped table, from the law, and from the saved bench.
// Run after a build: node dist/scripts/economy-docs.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLaw } from '../src/index.ts';
import { economyData } from '../src/store/economy-files.ts';
import { economyFigures } from './economy-figures.ts';
import { speedFigures } from './economy-speed.ts';
import { stockholmFigures } from './economy-stockholm.ts';

const page = join('docs', 'economy.md');
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

const parts: Readonly<Record<string, string>> = {
  figures: economyFigures(read('data', 'economy', 'world-2022.csv')),
  stockholm: stockholmFigures(openLaw(), await economyData()),
  speed: speedFigures(read('bench', 'results', 'economy.json')),
};

let text = read(page);
for (const [name, part] of Object.entries(parts)) {
  const marked = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*(<!-- end of ${name} -->)`);
  if (!marked.test(text)) throw new Error(`${page} has lost the markers of its ${name}.`);
  text = text.replace(marked, (_, open: string, close: string) => `${open}\n${part}\n\n${close}`);
}
writeFileSync(page, text);
console.log(`${page}: figures written.`);
