// Why a code has no line on a day, with the nearest that have one.

import { type GoodsCode, printCode } from '../core/code.ts';
import { type Day, printDay } from '../core/day.ts';
import { incorrect, notFound, unsupported } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import type { ScheduleRow } from '../law/pack.ts';

/** Digits of a line of the schedule. */
export const LINE = 8;
const MOST_NEAR = 5;

/** Codes nearest in the tree (longest common beginning), then by number. */
function nearCodes(code: string, codes: readonly string[]): readonly string[] {
  for (let length = 6; length >= 2; length -= 2) {
    const kin = codes.filter((one) => one.startsWith(code.slice(0, length)));
    if (kin.length > 0)
      return [...kin]
        .sort((a, b) => Math.abs(Number(a) - Number(code)) - Math.abs(Number(b) - Number(code)))
        .slice(0, MOST_NEAR);
  }
  return nearest(code, codes, MOST_NEAR);
}

/** `where`: what was searched, in words. */
export function unknownCode(code: GoodsCode, codes: readonly string[], where: string) {
  const near = nearCodes(code.slice(0, LINE), codes).map(printCode);
  const pull = where === 'the catalogue' ? ' The whole schedule: rosenbad pull, or rosenbad import hts.' : '';
  return notFound(
    'unknown-code',
    `the code ${printCode(code)} is not in ${where}`,
    `${near.length > 0 ? `Near: ${near.join(', ')}.` : 'Find a product with rosenbad search WORDS.'}${pull}`,
  );
}

export function tooShort(code: GoodsCode, codes: readonly string[], where: string) {
  const beneath = codes.filter((one) => one.startsWith(code));
  if (beneath.length === 0) return unknownCode(code, codes, where);
  const shown = beneath.slice(0, MOST_NEAR).map(printCode).join(', ');
  return incorrect(
    'short-code',
    `${printCode(code)} is a heading of ${beneath.length} lines, not a line`,
    `Give 8 or 10 digits: ${shown}${beneath.length > MOST_NEAR ? ', …' : ''}.`,
  );
}

const spanText = ({ from, until }: ScheduleRow): string =>
  `${from === undefined ? '' : `from ${printDay(from)}`} ${until === undefined ? '' : `until ${printDay(until)}`}`.trim();

export const notOnThatDay = (code: GoodsCode, rows: readonly ScheduleRow[], day: Day) =>
  incorrect(
    'code-not-valid',
    `${printCode(code)} is not a line of the schedule on ${printDay(day)}`,
    `It is one ${rows.map(spanText).join(', ')}.`,
  );

/** The releases at hand do not speak of the day. */
export const outOfReach = (code: GoodsCode, day: Day, from: Day, until: Day | undefined) =>
  unsupported(
    'schedule-not-imported',
    `no imported release of the schedule says what ${printCode(code)} was on ${printDay(day)}: they speak of ${printDay(from)} ${until === undefined ? 'and later' : `to ${printDay(until - 1)}`}`,
    `Fetch the release of that day (rosenbad pull --on ${printDay(day)}), or import it (rosenbad import hts FILE).`,
  );
