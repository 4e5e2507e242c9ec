// `node dist/bench/schedule.js`: the full schedule loaded: opening it, one assess, one command. Needs releases (../shared or ROSENBAD_SHARED).

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openLaw } from '../src/index.ts';
import { NO_RELEASES } from '../src/law/release.ts';
import { openCompiled } from '../src/schedule/compiled.ts';
import { readReleaseFile } from '../src/store/hts-file.ts';
import { keepReleases, scheduleFolder } from '../src/store/schedule-folder.ts';

const smoke = process.argv.includes('--smoke');
const folder = join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'data', 'hts', 'archives');
const RELEASES = [
  'hts_2025_basic',
  'hts_2025_rev_14',
  'hts_2025_rev_32',
  'hts_2026_basic',
  'hts_2026_rev_10',
];
const ROUNDS = smoke ? 3 : 15;

function check(truth: boolean, what: string): void {
  if (!truth) throw new Error(`wrong answer before timing: ${what}`);
}

const times = (run: () => void): readonly number[] =>
  Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });

function tell(name: string, goal: string, unit: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  console.log(`${name}: median ${middle.toFixed(1)} ${unit} (best ${sorted[0]!.toFixed(1)}, goal ${goal})`);
}

if (!existsSync(folder)) {
  console.log(`No releases at ${folder}: nothing to time.`);
  process.exit(0);
}
process.env.XDG_DATA_HOME = mkdtempSync(join(tmpdir(), 'rosenbad-bench-'));
const table = openLaw().pack.releases?.us ?? NO_RELEASES;
const begun = performance.now();
keepReleases(
  RELEASES.map((name) => readReleaseFile(join(folder, `${name}.json.gz`), table)),
  table,
);
const importing = performance.now() - begun;
const file = join(scheduleFolder(), 'schedule.bin');
const law = openLaw({ schedule: readFileSync(file) });
const at = law.as({ known: '2026-06-30' });
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, law ${law.pack.hash}`);
console.log(`importing ${RELEASES.length} releases: ${(importing / 1000).toFixed(1)} s`);

const poultry = { code: '0207.60.60', from: 'FR', on: '2025-05-20', value: '10000', quantity: { kg: '100' } };
check(at.assess(poultry).lines[0]?.amount === '17.60', 'poultry at 17.6 cents a kilogram');
tell(
  'opening the compiled schedule',
  '≤ 10',
  'ms',
  times(() => openCompiled(readFileSync(file)).rowsOf('02076060')),
);

/** Lines of the whole schedule, spread; those that need quantities or words are left out before the clock runs. */
const origins = ['CN', 'DE', 'JP', 'VN', 'MX'];
const entries = law
  .catalogue()
  .codes.filter((code, place) => code < '98' && place % 7 === 0)
  .map((code, place) => ({ code, from: origins[place % origins.length]!, on: '2025-09-01', value: '10000' }))
  .filter((entry) => {
    try {
      return at.assess(entry).lines.length > 0;
    } catch {
      return false;
    }
  });
check(entries.length > 1000, 'enough lines');
const batch = () => {
  for (const entry of entries) at.assess(entry);
};
batch();
tell(
  'one assess, warm, over the full schedule',
  '≤ 100',
  'µs',
  times(batch).map((ms) => (ms * 1000) / entries.length),
);

const args = [
  'bin/rosenbad.js',
  'duty',
  '0207.60.60',
  '--from',
  'FR',
  '--on',
  '2025-05-20',
  '--known',
  '2025-05-20',
];
const command = () =>
  execFileSync(process.execPath, [...args, '--quantity', 'kg=100', '--json'], { encoding: 'utf8' });
check(JSON.parse(command()).receipt.schedule.startsWith('HTS 2025 basic edition'), 'the command');
tell('CLI duty, whole process, full schedule', '≤ 300', 'ms', times(command));
