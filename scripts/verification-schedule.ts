// Rewrites the figures of the schedule in docs/verification-imports.md. Run after a build: node dist/scripts/verification-schedule.js
// It needs the archived releases (../shared or ROSENBAD_SHARED), which are not part of the project.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../src/law/pack.ts';
import { NO_RELEASES } from '../src/law/release.ts';
import { readReleaseFile } from '../src/store/hts-file.ts';
import type { KeptRelease } from '../src/store/schedule-folder.ts';
import { type Compared, compareRelease, joined } from '../test/support/joined-releases.ts';

const page = join('docs', 'verification-imports.md');
const hts = join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'data', 'hts');
const pack = JSON.parse(readFileSync(join('generated', 'law-pack.json'), 'utf8')) as Pack;
const table = pack.releases?.us ?? NO_RELEASES;
const marked = /(<!-- schedule -->\n)[\s\S]*(<!-- end of schedule -->)/;
const text = readFileSync(page, 'utf8');
if (!marked.test(text)) throw new Error(`${page} has lost the markers of its figures.`);

const files = ['archives-csv', 'archives'].flatMap((folder) =>
  readdirSync(join(hts, folder)).map((name) => join(hts, folder, name)),
);
// One file a release: where a year's release is there as CSV and as JSON, the JSON.
const byId = new Map<string, KeptRelease>();
for (const file of files) {
  const kept = readReleaseFile(file, table);
  byId.set(kept.release.id, kept);
}
const kept = [...byId.values()];
const { opened, rows, releases } = joined(kept, table);
const compared = releases.map(({ id }) => compareRelease(byId.get(id)!, opened, table));
const sum = (of: (one: Compared) => number): number => compared.reduce((total, one) => total + of(one), 0);
const spaced = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

const figures = [
  `${files.length} exports of ${kept.length} releases, ${releases[0]!.id} to ${releases.at(-1)!.id}, joined into ${spaced(rows.length)} dated rows.`,
  '',
  '| | |',
  '|---|---:|',
  `| lines of chapters 1 to 97, over all releases | ${spaced(sum(({ lines }) => lines))} |`,
  `| rates in them, all columns and programs: read as a duty | ${spaced(sum(({ duties }) => duties))} |`,
  `| in words, refused or worked out by the importer | ${spaced(sum(({ words }) => words))} |`,
  `| read as free without saying so | ${spaced(sum(({ silent }) => silent.length))} |`,
  `| of the joined schedule, on the day of each release: other than printed | ${spaced(sum(({ differing }) => differing.length))} |`,
  `| unsettled on that very day | ${spaced(sum(({ unsettled }) => unsettled))} |`,
  `| misprints mended by a change record (law/us/releases.yaml) | ${table.slips.length} lines |`,
  ...compared.flatMap(({ release, differing }) =>
    differing.slice(0, 5).map((one) => `| ${release}: ${one} | |`),
  ),
].join('\n');
writeFileSync(
  page,
  text.replace(marked, (_, open: string, close: string) => `${open}\n${figures}\n\n${close}`),
);
console.log(`${page}: figures of the schedule written.`);
