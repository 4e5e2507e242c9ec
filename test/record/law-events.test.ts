import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLaw } from '../../src/law/read.ts';
import { lawEvents } from '../../src/record/law-events.ts';
import { readRecord } from '../../src/record/read.ts';
import { timelineOf } from '../../src/record/timeline.ts';
import { hashOf, lawFiles } from '../../src/store/law-files.ts';
import { recordFiles } from './files.ts';

const files = lawFiles(join(import.meta.dirname, '..', '..')).filter(({ path }) => path.startsWith('law/'));
const { pack } = readLaw(files, hashOf(files));
const record = readRecord(recordFiles()).record!;
const events = lawEvents(pack!);

test('the Geneva order is signed on 12 May, acts on 14 May and sets 12 August, with China as partner', () => {
  const own = events.filter(({ instruments }) => instruments.includes('us/eo-14298'));
  expect(own.map(({ day }) => day)).toEqual(['2025-05-12', '2025-05-14', '2025-08-12']);
  expect(own[0]?.parties).toEqual(expect.arrayContaining(['US', 'CN']));
  expect(own[0]?.programs).toEqual(['us/reciprocal']);
});

test('as known on 29 July the timeline with China ends with the lapse of both sides on 12 August', () => {
  const line = timelineOf(record, { partner: 'CN', known: '2025-07-29', from: '2025-07-01' }, events);
  const last = line.filter(({ day }) => day === '2025-08-12').map(({ title }) => title);
  expect(last).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^us\/reciprocal\/cn: suspension ends/),
      expect.stringMatching(/^cn\/reciprocal\/us: suspension ends/),
    ]),
  );
  expect(line.some(({ instruments }) => instruments.includes('us/eo-14334'))).toBe(false);
});

test('filtered by program, law of other programs goes and talks stay', () => {
  const line = timelineOf(
    record,
    { partner: 'CN', program: 'us/fentanyl', from: '2025-02-01', until: '2025-06-30' },
    events,
  );
  const laws = line.filter(({ kind }) => kind === 'law');
  expect(laws.length).toBeGreaterThan(0);
  expect(laws.every(({ programs }) => programs.length === 0 || programs.includes('us/fentanyl'))).toBe(true);
  expect(line.some(({ kind }) => kind === 'round')).toBe(true);
});
