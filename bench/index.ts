// `npm run bench`: figures with the machine, after the answers were checked. `--smoke` runs each once, briefly.

import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import record from '#record-pack';
import { parseMoment } from '../src/core/moment.ts';
import { openLaw } from '../src/index.ts';
import { resolve } from '../src/law/resolve.ts';
import { openReader } from '../src/reading/reader.ts';

const smoke = process.argv.includes('--smoke');
const ROUNDS = smoke ? 3 : 15;

interface Figure {
  readonly name: string;
  readonly goal: string;
  readonly unit: string;
  readonly values: readonly number[];
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function check(truth: boolean, what: string): void {
  if (!truth) throw new Error(`wrong answer before timing: ${what}`);
}

const times = (count: number, run: () => void): readonly number[] =>
  Array.from({ length: count }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });

const law = openLaw();
const ENTRY = { code: '9503.00.00', from: 'CN', on: '2025-08-13', value: 10000 } as const;

function assessFigure(): Figure {
  const at = law.as({ known: '2025-07-29' });
  check(at.assess(ENTRY).total.high === '5400.00', 'China, no list, lapse');
  const codes = ['9503.00.00', '8507.60.00', '8703.80.00', '8517.13.00', '9401.61.60'];
  const origins = ['CN', 'DE', 'JP', 'VN', 'MO'];
  const many = smoke ? 500 : 5000;
  let seen = 0;
  const batch = () => {
    for (let i = 0; i < many; i++) {
      const answer = at.assess({
        ...ENTRY,
        code: codes[i % codes.length]!,
        from: origins[i % origins.length]!,
      });
      seen += answer.lines.length;
    }
  };
  batch();
  const values = times(ROUNDS, batch).map((ms) => (ms * 1000) / many);
  check(seen > 0, 'lines');
  return { name: 'one assess, warm', goal: '≤ 50', unit: 'µs', values };
}

function foldFigure(): Figure {
  const known = parseMoment('2026-11-01', 'America/New_York');
  check(resolve(law.pack, known).measures.length > 50, 'measures');
  return {
    name: 'folding the whole pack',
    goal: '≤ 100',
    unit: 'ms',
    values: times(ROUNDS, () => resolve(law.pack, known)),
  };
}

function commandFigure(): Figure {
  const args = [
    'bin/rosenbad.js',
    'duty',
    ENTRY.code,
    '--from',
    'CN',
    '--on',
    ENTRY.on,
    '--known',
    '2025-07-29',
    '--json',
  ];
  const run = () => execFileSync(process.execPath, args, { encoding: 'utf8' });
  check(JSON.parse(run()).total.low === '5400.00', 'the command');
  return { name: 'CLI duty, whole process', goal: '≤ 200', unit: 'ms', values: times(ROUNDS, run) };
}

/** Varied sentences of news, repeated to 10,000 words. */
const NEWS =
  'Tariffs on Chinese goods are 30 percent, and the truce ends on August 12. Treasury Secretary Scott Bessent met Vice Premier He Lifeng at Rosenbad in Stockholm. ' +
  'The deal with the European Union puts a 15% tariff on most European goods, while steel stays at 50 percent. China supplies most of the rare earths that it mines. ' +
  'If the truce lapses, 34 points would come back, an official in Beijing said. Nobody knows what Congress will do about the budget next year. ';

async function readingFigure(): Promise<Figure> {
  const read = await openReader(law, record);
  const text = NEWS.repeat(Math.ceil(10_000 / NEWS.trim().split(/\s+/).length));
  const run = () => read(text, { date: '2025-07-29' }).claims.length;
  check(
    read(NEWS, { date: '2025-07-29' }).claims.some(({ verdict }) => verdict === 'supported'),
    'a claim',
  );
  check(run() > 500, 'claims');
  return { name: 'reading 10,000 words, after load', goal: '≤ 1000', unit: 'ms', values: times(ROUNDS, run) };
}

console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, law ${law.pack.hash}`);
for (const figure of [assessFigure(), foldFigure(), commandFigure(), await readingFigure()])
  console.log(
    `${figure.name}: median ${median(figure.values).toFixed(1)} ${figure.unit} (best ${Math.min(...figure.values).toFixed(1)}, goal ${figure.goal})`,
  );
