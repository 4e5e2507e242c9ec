import { expect, test } from 'vitest';
import { printDiagnostic } from '../../src/core/diagnostics.ts';
import { entriesOf } from '../../src/record/check.ts';
import { leverage } from '../../src/record/leverage.ts';
import type { TalksRecord } from '../../src/record/model.ts';
import { holderOf } from '../../src/record/offices.ts';
import { readRecord } from '../../src/record/read.ts';
import { timelineOf } from '../../src/record/timeline.ts';
import { instrumentIds, recordFiles } from './files.ts';

const files = recordFiles();
const { record, diagnostics } = readRecord(files, instrumentIds());
const talks = record as TalksRecord;

/** The record's files with one text changed. */
const changed = (name: string, from: string, to: string) => {
  expect(files.find(({ path }) => path === `record/${name}`)?.text).toContain(from);
  const altered = files.map((file) =>
    file.path === `record/${name}` ? { ...file, text: file.text.replace(from, to) } : file,
  );
  return readRecord(altered, instrumentIds()).diagnostics;
};

test('the record reads without a fault, and every link to the law resolves', () => {
  expect(diagnostics.map(printDiagnostic)).toEqual([]);
  expect(talks.rounds.length).toBeGreaterThanOrEqual(15);
});

test('the order of the Geneva truce leads back to the talks, and the deal to its law', () => {
  expect(entriesOf(talks, 'us/eo-14298').map(({ id }) => id)).toEqual([
    'us-cn-2025-geneva',
    'us-cn-2025-geneva',
    'us-geneva-24',
  ]);
  const linked = new Set(talks.agreements.flatMap(({ instruments }) => instruments));
  for (const id of linked) expect(entriesOf(talks, id).length).toBeGreaterThan(0);
});

test('a statement by someone out of office is refused, and the holder is named', () => {
  const [fault] = changed(
    'statements.yaml',
    'speaker: trump, office: us/president, medium: Truth Social, said: "The call',
    'speaker: biden, office: us/president, medium: Truth Social, said: "The call',
  );
  expect(fault).toMatchObject({ code: 'not-in-office', hint: 'On that day it was Donald Trump.' });
  expect(fault?.line).toBeGreaterThan(1);
});

test('a statement without a speaker is refused, unless an institution speaks', () => {
  const without = changed(
    'statements.yaml',
    'speaker: trump, office: us/president, medium: Truth Social, said: "The call',
    'office: us/president, medium: Truth Social, said: "The call',
  );
  expect(without[0]).toMatchObject({ code: 'no-speaker' });
  const institution = files.map((file) =>
    file.path === 'record/statements.yaml'
      ? {
          ...file,
          text: file.text.replace(
            'speaker: greer, office: us/trade-representative',
            'speaker: greer, office: cn/commerce-ministry',
          ),
        }
      : file,
  );
  expect(readRecord(institution, instrumentIds()).diagnostics[0]).toMatchObject({ code: 'not-in-office' });
});

test('each seeded office fault is refused: the day before the oath, the day after the term, another office', () => {
  const seeded = [
    [
      'on: 2025-07-28, speaker: greer, office: us/trade-representative',
      'on: 2025-02-26, speaker: greer, office: us/trade-representative',
    ],
    [
      'on: 2025-07-28, speaker: bayrou, office: fr/prime-minister',
      'on: 2025-09-09, speaker: bayrou, office: fr/prime-minister',
    ],
    [
      'on: 2025-07-28, speaker: merz, office: de/chancellor',
      'on: 2025-05-05, speaker: merz, office: de/chancellor',
    ],
    [
      'speaker: li-chenggang, office: cn/trade-representative',
      'speaker: li-chenggang, office: cn/vice-premier',
    ],
  ] as const;
  for (const [from, to] of seeded) {
    const faults = changed('statements.yaml', from, to);
    expect(faults.map(({ code }) => code)).toEqual(['not-in-office']);
    expect(faults[0]?.hint).toMatch(/^On that day it was|^Correct/);
  }
});

test('a source, an official, a round and an instrument that do not exist are each refused', () => {
  const code = (name: string, from: string, to: string) => changed(name, from, to).map((one) => one.code);
  expect(code('rounds.yaml', 'joint-text: wh-js-geneva', 'joint-text: wh-js-genova')).toEqual([
    'unknown-source',
  ]);
  expect(code('rounds.yaml', 'CN: [he-lifeng, li-chenggang]', 'CN: [he-lifang, li-chenggang]')).toEqual([
    'unknown-official',
  ]);
  expect(code('agreements.yaml', 'rounds: [us-cn-2025-geneva]', 'rounds: [us-cn-2025-genf]')).toEqual([
    'unknown-round',
  ]);
  expect(code('undertakings.yaml', 'instruments: [us/eo-14357]', 'instruments: [us/eo-1435]')).toEqual([
    'unknown-instrument',
  ]);
});

test('faults of several files come at once, each with its file', () => {
  const broken = files.map((file) =>
    file.path === 'record/rounds.yaml'
      ? { ...file, text: file.text.replace('kind: talks', 'kind: chat') }
      : file.path === 'record/agreements.yaml'
        ? { ...file, text: file.text.replace('rate: +10%', 'rate: ten') }
        : file,
  );
  const faults = readRecord(broken).diagnostics;
  expect(new Set(faults.map(({ file }) => file))).toEqual(
    new Set(['record/rounds.yaml', 'record/agreements.yaml']),
  );
});

test('every event of the timeline names a source that exists', () => {
  for (const event of timelineOf(talks)) {
    expect(event.sources.length).toBeGreaterThan(0);
    for (const source of event.sources) expect(talks.sources).toHaveProperty(source);
  }
});

test('the timeline with China as known on 29 July 2025 ends with Stockholm and knows nothing later', () => {
  const events = timelineOf(talks, { partner: 'CN', known: '2025-07-29' });
  expect(events.map(({ key }) => key)).toContain('round/us-cn-2025-stockholm');
  expect(events.every(({ day }) => day <= '2025-07-29')).toBe(true);
  expect(events.flatMap(({ instruments }) => instruments)).not.toContain('us/eo-14334');
  expect(events.flatMap(({ sources }) => sources)).not.toContain('wh-js-stockholm');
  expect(events.some(({ key }) => key.startsWith('agreement/us-eu-2025'))).toBe(false);
});

test('an official text that was changed in place shows its versions', () => {
  const edits = timelineOf(talks, { kinds: ['conflict'] }).filter(({ title }) => title.startsWith('Changed'));
  expect(edits).toHaveLength(1);
  expect(edits[0]?.detail).toMatch(/2025-11-01.*since 2023.*softwood/);
});

test('a difference is told from the day on which its second side could be read', () => {
  const told = (known: string) =>
    timelineOf(talks, { kinds: ['conflict'], known }).find(
      ({ key }) => key === 'conflict/controls-removed-in-fact',
    );
  expect(told('2025-12-31')).toBeUndefined();
  expect(told('2026-02-06')).toMatchObject({
    day: '2026-02-06',
    detail: expect.stringContaining('remained in effect'),
  });
  const edited = timelineOf(talks, { kinds: ['conflict'], known: '2025-11-04' }).find(({ title }) =>
    title.startsWith('Changed'),
  );
  expect(edited?.detail).not.toContain('softwood');
});

test('on 29 July 2025 the president is Trump; on 19 January 2025 it is Biden', () => {
  expect(holderOf(talks, 'us/president', '2025-07-29')?.id).toBe('trump');
  expect(holderOf(talks, 'us/president', '2025-01-19')?.id).toBe('biden');
  expect(holderOf(talks, 'us/president', '2025-01-20')?.id).toBe('trump');
});

test('the United States buys 71 % of its imported rare earths from China, which mines 69 % of the world', () => {
  const found = leverage(talks, 'US', 'CN').minerals.find(
    ({ mineral }) => mineral === 'Rare earths (compounds and metals)',
  );
  expect(found?.fromPartner?.value).toBe('71');
  expect(found?.leads?.value).toBe('69');
  expect(found?.reliance).toMatchObject({ value: '67', year: '2025', vintage: 'MCS 2026' });
});

test('leverage puts sectors by value, with sources, and passes the duty at stake through', () => {
  const stake = {
    outcome: 'lapse',
    importer: 'US',
    partner: 'CN',
    lowUsd: 1,
    dutyUsd: 1,
    year: '2024',
    how: 'test',
  };
  const { sectors, sources, atStake } = leverage(talks, 'US', 'CN', [stake]);
  expect(sectors[0]?.sector).toBe('Electrical goods');
  expect(sectors.every((row, i) => i === 0 || row.valueUsd <= sectors[i - 1]!.valueUsd)).toBe(true);
  expect(sources).toEqual(['census-2024', 'usgs-mcs-2026']);
  expect(atStake).toEqual([stake]);
});
