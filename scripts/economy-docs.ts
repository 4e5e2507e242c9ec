// Rewrites the figures in docs/economy.md from the shipped table. Run after a build: node dist/scripts/economy-docs.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { economyFigures } from './economy-figures.ts';

const page = join('docs', 'economy.md');
const table = readFileSync(join('data', 'economy', 'world-2022.csv'), 'utf8');
const marked = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;
const text = readFileSync(page, 'utf8');
if (!marked.test(text)) throw new Error(`${page} has lost the markers of its figures.`);
writeFileSync(
  page,
  text.replace(marked, (_, open: string, close: string) => `${open}\n${economyFigures(table)}\n\n${close}`),
);
console.log(`${page}: figures written.`);
