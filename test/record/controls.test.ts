import { expect, test } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import { lastMinute, printMoment } from '../../src/core/moment.ts';
import { type Control, controlsOn, readControls, returning, zoneOf } from '../../src/record/controls.ts';
import { controlFiles } from './files.ts';

const read = readControls(controlFiles());
const controls = read.controls as readonly Control[];
const at = (day: string, exporter: string) => lastMinute(parseDay(day), zoneOf(exporter));
const ask = (from: string, to: string, elements: readonly string[], known: string, on = known) =>
  controlsOn(controls, { from, to, elements }, { known: at(known, from), on: at(on, from) });

test('the controls read without a fault', () => {
  expect(read.diagnostics).toEqual([]);
  expect(controls.length).toBeGreaterThan(20);
});

test('dysprosium from China to the United States needs a licence on 29 July 2025', () => {
  const [first] = ask('CN', 'US', ['Dy'], '2025-07-29');
  expect(first).toMatchObject({ state: 'in-force', licence: 'required', concerns: 'yes' });
});

test('the ban on gallium is suspended in December 2025, and the older licence still asks', () => {
  const answers = ask('CN', 'US', ['Ga'], '2025-12-01');
  expect(answers[0]).toMatchObject({ state: 'in-force', licence: 'required' });
  const ban = answers.find(({ control }) => control.control === 'cn/us-gallium-germanium-antimony');
  expect(ban?.state).toBe('suspended');
  expect(printMoment(ban!.until!, 'Asia/Shanghai')).toMatch(/^2026-11-2[78]/);
});

test('before October 2025 nobody could know of the controls on holmium', () => {
  expect(ask('CN', 'US', ['Ho'], '2025-10-08')).toEqual([]);
  expect(ask('CN', 'US', ['Ho'], '2025-10-09')[0]?.state).toBe('not-yet');
});

test('in December 2025 several suspensions return by themselves in November 2026, in order', () => {
  const back = returning(controls, at('2025-12-01', 'US'), at('2025-12-01', 'US'));
  expect(back.length).toBeGreaterThan(4);
  expect(back.every(({ at: moment }, i) => i === 0 || moment >= back[i - 1]!.at)).toBe(true);
  expect(back.every(({ at: moment }) => printMoment(moment, 'UTC').startsWith('2026-11'))).toBe(true);
});

test('a control with an unknown verb is refused with its file', () => {
  const [file] = controlFiles();
  const broken = readControls([{ ...file!, text: file!.text.replace('act: impose', 'act: forbid') }]);
  expect(broken.controls).toBeUndefined();
  expect(broken.diagnostics[0]?.file).toBe(file!.path);
});
