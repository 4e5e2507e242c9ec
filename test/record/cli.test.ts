// The commands of the record as a user runs them: words, JSON, CSV, iCalendar, refusals.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rosenbad } from '../cli/run.ts';

const json = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out);
const KNOWN = ['--known', '2025-07-29'];

test.each([
  ['talks', '--partner', 'CN'],
  ['timeline', '--partner', 'CN'],
  ['agreement', 'CN'],
  ['controls', '--from', 'CN', '--to', 'US', '--element', 'Dy'],
  ['minerals', 'rare', 'earths'],
  ['leverage'],
])('%s answers in words, JSON with its basis, and CSV with sources', (...args) => {
  const asked = [...args, '--known', '2026-03-01'];
  expect(rosenbad(asked)).toMatchObject({ code: 0, err: '' });
  expect(json(...asked).basis.known).toBe('2026-03-01');
  const [header, ...rows] = rosenbad([...asked, '--csv'])
    .out.trim()
    .split('\n');
  expect(header).toMatch(/source/);
  expect(rows.length).toBeGreaterThan(0);
});

test('may dysprosium go to the United States on 29 July 2025: only with a licence', () => {
  const { out } = rosenbad(['controls', '--from', 'CN', '--to', 'US', '--element', 'dy', ...KNOWN]);
  expect(out).toContain('Only with a licence: cn/rare-earths-medium-heavy.');
  const answer = json('controls', '--from', 'CN', '--to', 'US', '--element', 'Dy', ...KNOWN);
  expect(answer.answer).toEqual({
    licence: 'required',
    certain: 'yes',
    controls: ['cn/rare-earths-medium-heavy'],
  });
  expect(answer.controls[0].sources.length).toBeGreaterThan(0);
});

test('where the record holds no controls of the sender, silence is not a yes', () => {
  const asked = ['controls', '--from', 'EU', '--to', 'US', '--element', 'Dy', ...KNOWN];
  expect(rosenbad(asked).out).toContain('Not known: the record holds no export controls of EU.');
  expect(json(...asked).covered).toBe(false);
});

test('Stockholm by its city, as known on its last day, says nothing of August', () => {
  const { out } = rosenbad(['talks', 'Stockholm', ...KNOWN]);
  expect(out).toContain('Rosenbad, Stockholm');
  expect(out).toContain('90 days more is one option');
  expect(out).not.toMatch(/August/);
});

test('the way back from a legal text leads to the round and the agreement', () => {
  expect(json('talks', '--instrument', 'us/eo-14298').entries.map(({ id }: { id: string }) => id)).toEqual([
    'us-cn-2025-geneva',
    'us-cn-2025-geneva',
    'us-geneva-24',
  ]);
});

test('the brief shows both sides and what is known of the next meeting', () => {
  const { out } = rosenbad(['brief']);
  expect(out).toContain('The truce ends on 12 August 2025, in 14 days, on both sides at one moment');
  expect(out).toContain('CN on goods of US: 10 points become 34 (2025-08-12T12:01 Asia/Shanghai)');
  expect(out).toContain('Last met 29 July 2025 in Stockholm');
  expect(out).toContain('Next meeting: none announced that the record holds.');
});

test('the November fact sheet shows its versions', () => {
  const { out } = rosenbad(['agreement', 'us-cn-2025-kuala-lumpur', '--known', '2025-11-30']);
  expect(out).toContain(
    'as of 1 November 2025: “controls that China imposed in April 2025 and October 2022”',
  );
  expect(out).toContain('as of 4 November 2025: “controls that China imposed since 2023”');
});

test.each([
  ['deadlines'],
  ['timeline', '--partner', 'CN'],
  ['talks'],
  ['controls', '--from', 'CN', '--to', 'US'],
])('%s --ics is a calendar with unique entries', (...args) => {
  const { out, code } = rosenbad([...args, ...KNOWN, '--ics']);
  expect(code).toBe(0);
  expect(out.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
  const ids = out.replaceAll('\r\n ', '').match(/^UID:.*$/gm) ?? [];
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a table of imports puts the outcomes in dollars: 24 points more on a plain product by lapse', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'imports-')), 'imports.csv');
  writeFileSync(file, 'code,origin,value\n95030000,CN,1000000\n95030000,VN,1000000\n');
  const { atStake } = json('leverage', ...KNOWN, '--imports', file);
  const duty = (id: string) => atStake.find(({ outcome }: { outcome: string }) => outcome === id).dutyUsd;
  expect([duty('before'), duty('lapse'), duty('extend-90-days')]).toEqual([300000, 540000, 300000]);
});

test('the timeline tells what a control did, not what its text foresaw: holmium never came into force', () => {
  const events: readonly { day: string; title: string }[] = json(
    ...['timeline', '--partner', 'CN', '--kind', 'control', '--known', '2025-12-01'],
  ).events;
  const holmium = events.filter(({ title }) => title.startsWith('Holmium'));
  expect(holmium.map(({ day, title }) => `${day} ${title.split(': ')[1]}`)).toEqual([
    '2025-10-09 announced for 2025-11-08',
    '2025-11-07 held back before it begins to 2026-11-10',
    '2026-11-10 suspension ends unless prolonged',
  ]);
});

test('one moment in two laws is one deadline', () => {
  const { deadlines } = json('deadlines', '--into', 'US,CN', ...KNOWN);
  const truce = deadlines.find(({ day }: { day: string }) => day === '2025-08-12');
  expect(truce.sides.map(({ jurisdiction }: { jurisdiction: string }) => jurisdiction)).toEqual(['us', 'cn']);
  expect(rosenbad(['deadlines', '--into', 'US,CN', ...KNOWN]).out).toContain('a suspension ends, US and CN');
});

test.each([
  ['CN', '87032342', '3400.00'],
  ['CA', '72142000', '2500.00'],
  ['EU', '95030000', '3000.00'],
])(
  'goods of the United States into %s: duty, assess, outcomes and batch say the same',
  (into, code, high) => {
    const folder = mkdtempSync(join(tmpdir(), 'into-'));
    const file = join(folder, 'in.csv');
    writeFileSync(file, `code,from,value,on\n${code},US,10000,2025-08-13\n`);
    const asked = ['--into', into, ...KNOWN];
    expect(json('duty', code, '--from', 'US', '--on', '2025-08-13', ...asked).total.high).toBe(high);
    expect(JSON.parse(rosenbad(['assess', file, ...asked]).out).total.high).toBe(high);
    const book = json('outcomes', file, '--deadline', '2025-08-12', '--only', 'lapse', ...asked);
    expect(book.rows[0].duty.lapse.high).toBe(high);
    const out = join(folder, 'out.csv');
    expect(rosenbad(['batch', file, '--out', out, ...asked]).code).toBe(0);
    expect(readFileSync(out, 'utf8').split('\n')[1]?.split(',')[6]).toBe(high);
  },
);

test('in August 2026 an outcome can still be asked about the Chinese side alone', () => {
  const asked = ['outcomes', '87032342', '--from', 'US', '--into', 'CN', '--known', '2026-08-21'];
  const { deadline, rows } = json(...asked);
  expect(deadline).toBe('2026-11-10');
  expect([rows[0].duty.lapse.high, rows[0].duty['extend-90-days'].high]).toEqual(['3400.00', '1000.00']);
  expect(Object.keys(rows[0].duty)).not.toContain('return-to-145');
});

test.each([
  [['talks', 'stokholm'], 'unknown-round', 'Stockholm'],
  [['timeline', '--kind', 'controll'], 'bad-option', 'control'],
  [['timeline', '--partner', 'XX'], 'unknown-country', 'ISO 3166'],
  [['agreement', 'us-cn-2025-genevaa'], 'unknown-agreement', 'us-cn-2025-geneva'],
  [['controls', '--element', 'xyz'], 'bad-element', '--element Dy'],
  [['minerals', 'germanum'], 'unknown-mineral', 'germanium'],
  [['leverage', '--imports', '/nowhere.csv'], 'no-file', 'code,origin,value'],
  [['watch', '--since', '2025-02-30'], 'bad-date', '2025-08-13'],
] as const)('%j is refused with %s and a hint', (args, name, hint) => {
  const { code, err } = rosenbad([...args]);
  expect(code).toBe(2);
  expect(err).toContain(`error ${name}`);
  expect(err).toContain(hint);
});
