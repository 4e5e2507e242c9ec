// Both sides of the table on the project's own law and record.

import { expect, test } from 'vitest';
import { printDiagnostic } from '../../src/core/diagnostics.ts';
import { jointDeadlines } from '../../src/outlook/joint.ts';
import { controlsBetween, tableOf } from '../../src/outlook/talks.ts';
import { joinedTimeline } from '../../src/outlook/timeline.ts';
import { entriesOf } from '../../src/record/check.ts';
import { nextMeetings } from '../../src/record/meetings.ts';
import { type RecordPack, readRecordPack } from '../../src/record/pack.ts';
import { hashOf } from '../../src/store/law-files.ts';
import { recordFiles } from '../../src/store/record-files.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

const law = embeddedLaw();
const files = recordFiles(ROOT);
const ids = new Set(law.pack.instruments.map(({ id }) => id));
const read = readRecordPack(files, hashOf(files), ids);
const pack = read.pack as RecordPack;

/** Additional points of the reciprocal measures on a product that is on no list, both ways. */
const reciprocal = (into: string, from: string, known: string) =>
  law
    .as({ known })
    .assess({ into, code: '95030000', from, on: '2025-08-12', value: 10_000 })
    .lines.filter(({ program }) => program.endsWith('/reciprocal'))
    .reduce((sum, { amount }) => sum + Number(amount) / 100, 0);

const truceEnd = (into: string, known: string) =>
  law
    .as({ known })
    .deadlines({ into })
    .find(
      ({ cause, changes }) =>
        cause === 'suspension-ends' && changes.some(({ what }) => /reciprocal\/(?:cn|us)$/.test(what)),
    );

test('the record and the law fit: no fault, every link resolves', () => {
  expect(read.diagnostics.map(printDiagnostic)).toEqual([]);
});

test('every link leads there and back again', () => {
  const { rounds, agreements, statements, undertakings, conflicts } = pack.talks;
  const linked = [...rounds, ...agreements, ...statements, ...undertakings, ...conflicts].flatMap((entry) =>
    entry.instruments.map((instrument) => ({ entry: entry.id, instrument })),
  );
  expect(linked.length).toBeGreaterThan(30);
  for (const { entry, instrument } of linked) {
    expect(ids.has(instrument), `${entry} names ${instrument}`).toBe(true);
    expect(entriesOf(pack.talks, instrument).map(({ id }) => id)).toContain(entry);
  }
});

test('every source is cited by something, and every office is held or speaks', () => {
  const { talks, meetings } = pack;
  const entries = [
    ...talks.rounds,
    ...talks.agreements,
    ...talks.statements,
    ...talks.undertakings,
    ...talks.conflicts,
    ...talks.officials,
  ];
  const cited = new Set([
    ...entries.flatMap(({ sources }) => sources),
    ...meetings.flatMap(({ sources }) => sources),
    ...talks.rounds.flatMap(({ hours, jointText }) => [jointText, ...hours.map(({ source }) => source)]),
    ...talks.undertakings.flatMap(({ kept }) => kept.map(({ source }) => source)),
    ...talks.conflicts.flatMap(({ sides }) => sides.map(({ source }) => source)),
    ...[...talks.minerals, ...talks.dependence, ...talks.chips].map(({ source }) => source),
  ]);
  expect(Object.keys(talks.sources).filter((id) => !cited.has(id))).toEqual([]);
  const held = new Set([
    ...talks.officials.flatMap(({ offices }) => offices.map(({ office }) => office)),
    ...talks.statements.map(({ office }) => office),
  ]);
  expect(Object.keys(talks.offices).filter((id) => !held.has(id))).toEqual([]);
});

test('every deal that the law holds as an instrument is spoken of in the record', () => {
  const deals = [...ids].filter((id) => id.startsWith('us/agr-'));
  expect(deals.length).toBeGreaterThan(5);
  expect(deals.filter((id) => entriesOf(pack.talks, id).length === 0)).toEqual([]);
});

test('the truce from both sides on 12 August: 34 points each as known on 29 July, 10 each as known on the day', () => {
  expect(reciprocal('US', 'CN', '2025-07-29')).toBe(34);
  expect(reciprocal('CN', 'US', '2025-07-29')).toBe(34);
  expect(reciprocal('US', 'CN', '2025-08-12')).toBe(10);
  expect(reciprocal('CN', 'US', '2025-08-12')).toBe(10);
});

test('one deadline, two jurisdictions: 12 August as known on 29 July, 10 November as known on 12 August', () => {
  const day = (into: string, known: string) => truceEnd(into, known)?.day;
  expect([day('US', '2025-07-29'), day('CN', '2025-07-29')]).toEqual(['2025-08-12', '2025-08-12']);
  expect([day('US', '2025-08-12'), day('CN', '2025-08-12')]).toEqual(['2025-11-10', '2025-11-10']);
  expect(truceEnd('CN', '2025-07-29')?.at).toBe('2025-08-12T12:01 Asia/Shanghai');
});

test('the table of 29 July 2025: 34 and 24 points held back, Stockholm just over, no next meeting known', () => {
  const { sides, lastRound, meetings, agreements } = tableOf(law, pack, '2025-07-29', 'CN');
  const held = sides.flatMap(({ duties }) => duties).filter(({ effect }) => effect.startsWith('suspended'));
  expect(held.map(({ measure, effect }) => `${measure} ${effect}`)).toEqual([
    'us/reciprocal/cn suspended (34%)',
    'cn/reciprocal/us suspended (24%)',
  ]);
  expect(sides[0]?.listed.find(({ program }) => program === 'us/301-china')?.duties).toEqual(
    expect.arrayContaining(['100%', '7.5%']),
  );
  expect(lastRound?.id).toBe('us-cn-2025-stockholm');
  expect(meetings).toEqual([]);
  expect(agreements.map(({ id }) => id)).toEqual(['us-cn-2025-geneva']);
});

test('the truce is one deadline with two jurisdictions: 10 points become 34 on each side at one moment', () => {
  const truce = (known: string) => tableOf(law, pack, known, 'CN').truce;
  const { day, sides } = truce('2025-07-29')!;
  expect(day).toBe('2025-08-12');
  expect(sides.map(({ into, at, before, after }) => [into, at, before, after])).toEqual([
    ['US', '2025-08-12T00:01 America/New_York', 0.1, 0.34],
    ['CN', '2025-08-12T12:01 Asia/Shanghai', 0.1, 0.34],
  ]);
  expect(truce('2025-08-12')).toMatchObject({ day: '2025-11-10', sides: [{ into: 'US' }, { into: 'CN' }] });
  expect(truce('2025-08-12')?.sides.map(({ before, after }) => [before, after])).toEqual([
    [0.1, 0.34],
    [0.1, 0.34],
  ]);
});

test('a duty in lieu of another stands alone: Japan pays 15 in all, not the 10 of the baseline beside it', () => {
  const own = (known: string, partner: string) =>
    tableOf(law, pack, known, partner).sides[0]!.duties.map(({ measure }) => measure);
  expect(own('2025-09-30', 'JP')).toEqual(['us/reciprocal/country/jp']);
  expect(own('2025-07-29', 'JP')).toContain('us/reciprocal/baseline');
  expect(own('2025-08-20', 'CN')).toEqual(
    expect.arrayContaining(['us/reciprocal/baseline', 'us/reciprocal/cn']),
  );
});

test('after February 2026 only the Chinese side of the truce is left to end', () => {
  const { day, sides } = tableOf(law, pack, '2026-08-21', 'CN').truce!;
  expect(day).toBe('2026-11-10');
  expect(sides.map(({ into, before, after }) => [into, before, after])).toEqual([['CN', 0.1, 0.34]]);
});

test('deadlines of several territories: one object for one moment, the others alone', () => {
  const at = law.as({ known: '2025-07-29' });
  const joint = jointDeadlines(law, at, ['US', 'CN', 'EU']);
  expect(joint.map(({ moment }) => moment)).toEqual(
    [...joint.map(({ moment }) => moment)].sort((a, b) => a - b),
  );
  const both = joint.filter(({ sides }) => sides.length > 1);
  expect(
    both.map(({ day, cause, sides }) => [day, cause, sides.map(({ jurisdiction }) => jurisdiction)]),
  ).toEqual([['2025-08-12', 'suspension-ends', ['us', 'cn']]]);
  const alone = (['US', 'CN', 'EU'] as const).flatMap((into) => at.deadlines({ into }));
  expect(joint.flatMap(({ sides }) => sides)).toHaveLength(alone.length);
});

test('a meeting announced in November 2025 is expected until it is replaced or over', () => {
  const names = (known: string) => nextMeetings(pack.meetings, known, 'CN').map(({ id }) => id);
  expect(names('2025-11-23')).toEqual([]);
  expect(names('2025-11-24')).toEqual(['trump-in-beijing-2026-04', 'xi-in-the-united-states-2026']);
  expect(names('2026-06-01')).toEqual(['xi-in-washington-2026-autumn']);
});

test('every line of the joined timeline names where it was read', () => {
  const lines = joinedTimeline(law, pack, { known: '2026-08-21' });
  expect(lines.length).toBeGreaterThan(300);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  expect(lines.filter(({ sources }) => sources.length === 0).map(({ key }) => key)).toEqual([]);
});

test('the timeline with China known on 29 July 2025 holds both lapses and nothing that came later', () => {
  const lines = joinedTimeline(law, pack, { known: '2025-07-29', partner: 'CN' });
  const ahead = lines.filter(({ day }) => day === '2025-08-12').map(({ key }) => key);
  expect(ahead).toEqual(
    expect.arrayContaining([
      'change/cn/2025-08-12T12:01-Asia/Shanghai/suspension-ends',
      'change/us/2025-08-12T00:01-America/New_York/suspension-ends',
    ]),
  );
  expect(lines.every(({ known, day }) => (known ?? day) <= '2025-07-29')).toBe(true);
  expect(lines.map(({ key }) => key)).not.toContain('law/us/eo-14334');
});

test('a filter by program keeps the law of that program', () => {
  const lines = joinedTimeline(law, pack, { known: '2025-07-29', program: 'us/fentanyl', kinds: ['law'] });
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.every(({ programs }) => programs.includes('us/fentanyl') || programs.length === 0)).toBe(true);
});

test('controls between China and the United States are told once, from both sides', () => {
  const answers = controlsBetween(pack, ['US', 'CN'], { known: '2025-12-01', on: '2025-12-01' });
  expect(new Set(answers.map(({ exporter }) => exporter))).toEqual(new Set(['US', 'CN']));
  expect(new Set(answers.map(({ control }) => control)).size).toBe(answers.length);
});
