import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute } from '../../src/core/moment.ts';
import { at } from '../../src/core/timeline.ts';
import { type Control, zoneOf } from '../../src/record/controls.ts';
import { controlsOn, returning, verdictOf } from '../../src/record/controls-ask.ts';
import { controlLine } from '../../src/record/controls-fold.ts';
import { readControls } from '../../src/record/controls-read.ts';
import { controlFiles } from './files.ts';

const read = readControls(controlFiles());
const controls = read.controls as readonly Control[];
const ask = (from: string, to: string, elements: readonly string[], known: string, on = known) =>
  controlsOn(controls, { from, to, elements }, { known, on });
const named = (name: string) => controls.find(({ control }) => control === name)!;

test('the controls read without a fault', () => {
  expect(read.diagnostics).toEqual([]);
  expect(controls.length).toBeGreaterThan(20);
});

test('dysprosium from China to the United States needs a licence on 29 July 2025', () => {
  const answers = ask('CN', 'US', ['Dy'], '2025-07-29');
  expect(answers[0]).toMatchObject({ state: 'in-force', licence: 'required', concerns: 'yes' });
  expect(verdictOf(answers)).toEqual({
    licence: 'required',
    certain: 'yes',
    controls: ['cn/rare-earths-medium-heavy'],
  });
});

test('in December 2025 gallium needs a licence and the ban on it returns on 27 November 2026', () => {
  const answers = ask('CN', 'US', ['Ga'], '2025-12-01');
  expect(verdictOf(answers)).toMatchObject({ licence: 'required', controls: ['cn/gallium-germanium'] });
  expect(returning(answers.filter(({ concerns }) => concerns === 'yes'))).toMatchObject([
    { control: 'cn/us-gallium-germanium-antimony', day: '2026-11-27', licence: 'denied' },
  ]);
  expect(verdictOf(ask('CN', 'US', ['Ga'], '2025-12-01', '2026-11-27')).licence).toBe('denied');
});

test('gallium to Japan was never refused: only the licence for all stands', () => {
  const answers = ask('CN', 'JP', ['Ga'], '2025-06-01').filter(({ concerns }) => concerns === 'yes');
  expect(answers.map(({ control }) => control)).toEqual(['cn/gallium-germanium']);
});

test('holmium: unknown on 8 October 2025, announced for 8 November, held back before it began', () => {
  const ho = (known: string, on = known) =>
    ask('CN', 'US', ['Ho'], known, on).filter(({ control }) => control === 'cn/rare-earths-second');
  expect(ho('2025-10-08')).toEqual([]);
  expect(ho('2025-10-09')[0]).toMatchObject({
    state: 'not-yet',
    next: [{ day: '2025-11-08', state: 'in-force' }],
  });
  expect(ho('2025-10-09', '2025-11-08')[0]?.state).toBe('in-force');
  expect(ho('2025-11-07')[0]?.state).toBe('not-yet');
  expect(ho('2025-11-07', '2025-11-08')[0]).toMatchObject({
    state: 'suspended',
    next: [{ day: '2026-11-10', state: 'in-force', licence: 'required' }],
  });
});

test('a suspended fee goes on stepping, and returns at the step of that day', () => {
  const fee = ask('CN', 'US', ['Dy'], '2025-12-01').find(({ control }) => control === 'cn/port-fee');
  expect(fee).toMatchObject({ state: 'suspended', fee: 'CNY 400 per net ton', concerns: 'depends' });
  expect(returning(fee ? [fee] : [])).toMatchObject([{ day: '2026-11-10', fee: 'CNY 640 per net ton' }]);
});

test('a code alone gives "perhaps", another code nothing, and the way back asks the other side', () => {
  const by = (from: string, to: string, code: string) =>
    verdictOf(controlsOn(controls, { from, to, code }, { known: '2025-07-29', on: '2025-07-29' }));
  expect(by('CN', 'US', '2805.30')).toMatchObject({ licence: 'required', certain: 'perhaps' });
  expect(by('CN', 'US', '9503.00')).toMatchObject({ licence: 'none', certain: 'yes' });
  expect(by('US', 'CN', '2901.10')).toMatchObject({ licence: 'none' });
  const may = controlsOn(
    controls,
    { from: 'US', to: 'CN', code: '2901.10' },
    { known: '2025-06-15', on: '2025-06-15' },
  );
  expect(verdictOf(may)).toMatchObject({ licence: 'required', controls: ['us/ethane'] });
});

test('logs of the United States may not enter China in the summer of 2025: an import ban is asked of the receiver', () => {
  const logs = controlsOn(
    controls,
    { from: 'US', to: 'CN', code: '4403.21' },
    { known: '2025-07-29', on: '2025-07-29' },
  );
  expect(verdictOf(logs)).toMatchObject({ licence: 'denied', controls: ['cn/import-soybean-registrations'] });
});

test('in December 2025 every control that returns by itself does so in November 2026', () => {
  const back = returning(ask('CN', 'US', ['Ga', 'Ho', 'Sb'], '2025-12-01'));
  expect(back.length).toBeGreaterThan(4);
  expect(back.every(({ day }) => day.startsWith('2026-11'))).toBe(true);
  expect([...back].sort((a, b) => (a.day < b.day ? -1 : 1)).map(({ day }) => day)).toEqual(
    back.map(({ day }) => day),
  );
});

test('a note waits until every act of its control is known', () => {
  const fee = (known: string) =>
    ask('CN', 'US', ['Dy'], known).find(({ control }) => control === 'us/port-fee');
  expect(fee('2025-07-29')).not.toHaveProperty('note');
  expect(fee('2025-12-01')?.note).toContain('Suspended through');
});

test('chips by tier: the H20 by letter, the H200 case by case since January 2026, above it denied', () => {
  const by = (performance: number, bandwidth: number, known: string) =>
    verdictOf(
      controlsOn(controls, { from: 'US', to: 'CN', chip: { performance, bandwidth } }, { known, on: known }),
    );
  expect(by(2368, 4000, '2025-04-14').certain).toBe('perhaps');
  expect(by(2368, 4000, '2025-06-01')).toMatchObject({
    licence: 'required',
    controls: ['us/chips-h20-tier'],
  });
  expect(by(2368, 4000, '2025-08-01')).toMatchObject({ licence: 'case-by-case' });
  expect(by(15832, 4800, '2025-12-31')).toMatchObject({
    licence: 'denied',
    controls: ['us/chips-h200-tier'],
  });
  expect(by(15832, 4800, '2026-02-01')).toMatchObject({ licence: 'case-by-case', certain: 'yes' });
  expect(by(21000, 4800, '2026-02-01')).toMatchObject({ licence: 'denied', controls: ['us/chips-frontier'] });
  expect(by(15832, 6500, '2026-02-01')).toMatchObject({ licence: 'denied', controls: ['us/chips-frontier'] });
  expect(by(1700, 2000, '2026-02-01')).toMatchObject({ licence: 'case-by-case', certain: 'perhaps' });
  expect(by(800, 500, '2026-02-01').licence).toBe('none');
});

test('the act that set the licence is named, not the one that began the control', () => {
  const [answer] = controlsOn(
    controls,
    { from: 'US', to: 'CN', chip: { performance: 15832, bandwidth: 4800 } },
    { known: '2026-02-01', on: '2026-02-01' },
  );
  expect(answer?.by.instrument).toBe('91 FR 1684');
});

test('of several suspensions on end, the one that holds on the day is named', () => {
  const entities = ask('CN', 'US', ['Dy'], '2025-12-01').find(
    ({ control }) => control === 'cn/unreliable-entities-april-2025',
  );
  expect(entities?.by).toMatchObject({
    instrument: 'MOFCOM, after Kuala Lumpur',
    until: expect.stringMatching(/^2026-11-10/),
  });
});

test('property: what was published later changes no answer known before', () => {
  const days = fc.integer({ min: parseDay('2023-01-01'), max: parseDay('2026-12-31') });
  fc.assert(
    fc.property(fc.constantFrom(...controls), days, days, (control, a, b) => {
      const known = lastMinute(a, zoneOf(control.exporter));
      const later = lastMinute(b, zoneOf(control.exporter));
      const then = { ...control, acts: control.acts.filter(({ published }) => published <= known) };
      const line = controlLine(control, known);
      expect(controlLine(then, known)).toEqual(line);
      if (line) expect(at(line, later).by.published).toBeLessThanOrEqual(known);
    }),
    { numRuns: 300 },
  );
});

test('what has ended stays ended, also under a later suspension', () => {
  const ethane = named('us/ethane');
  const late = lastMinute(parseDay('2026-01-01'), 'America/New_York');
  const more = {
    ...ethane,
    acts: [...ethane.acts, { act: 'suspend' as const, instrument: 'x', published: late - 1, from: late - 1 }],
  };
  expect(at(controlLine(more, late)!, late).state).toBe('ended');
});

test('a control with an unknown verb is refused with its file, and a name used twice too', () => {
  const [file] = controlFiles();
  const broken = readControls([{ ...file!, text: file!.text.replace('act: impose', 'act: forbid') }]);
  expect(broken.controls).toBeUndefined();
  expect(broken.diagnostics[0]?.file).toBe(file!.path);
  expect(readControls([file!, { ...file!, path: `${file!.path}2` }]).diagnostics[0]?.code).toBe('double-id');
});
