// Average duties by partner over time, through rate books weighed by the imports of 2024. Takes seconds: the second engine.

import weightsUrl from '../../../law/us/schedule/imports-2024.csv?url';
import { type Day, parseDay, printDay } from '../../../src/core/day.ts';
import { dayAt, lastMinute } from '../../../src/core/moment.ts';
import type { Law, LawAt } from '../../../src/law.ts';
import { compileInputOf } from '../../../src/outlook/compile-input.ts';
import { nextLapse } from '../../../src/outlook/deadlines.ts';
import { averagesOn, type Weight } from '../../../src/ratebook/average.ts';
import type { Book } from '../../../src/ratebook/book.ts';
import { compile, lawTurns } from '../../../src/ratebook/compile.ts';
import type { Progress } from '../engine.worker.ts';

export interface Point {
  readonly on: string;
  readonly partner: string;
  /** `lapse` is the law as it stands; else the outcome supposed. */
  readonly outcome: string;
  /** Parts of the value: everything claimed that can be, and nothing. */
  readonly low: number;
  readonly high: number;
}

export interface Averages {
  readonly points: readonly Point[];
  readonly until: string;
  /** Day from which outcomes differ, when a truce is about to end. */
  readonly deadline?: string;
}

const FIRST = '2018-07-01';
/** Days drawn beyond the later of the two clocks. */
const AHEAD = 300;
/** Group weights are kept under the group; the book has a member that stands for it. */
const inBook = (partner: string): string => (partner === 'EU' ? 'DE' : partner);

async function readWeights(): Promise<readonly Weight[]> {
  const text = await (await fetch(weightsUrl)).text();
  return text
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => {
      const [code = '', origin = '', value = '0'] = line.split(',');
      return { code, origin, value: Number(value) };
    });
}

function pointsOn(book: Book, weights: readonly Weight[], day: Day, outcome: string): readonly Point[] {
  return averagesOn(book, weights, day, 'origin').rows.map(({ key, low, high }) => ({
    on: printDay(day),
    partner: key,
    outcome,
    low,
    high,
  }));
}

/** Outcomes whose deadline lies ahead of the day known, with that day. */
function fanOf(law: Law, at: LawAt): readonly { readonly id: string; readonly day: Day }[] {
  const { zone } = law.territory();
  const now = lastMinute(parseDay(at.known), zone);
  return law.pack.outcomes.flatMap(({ id, deadlineOf }) => {
    const lapse = nextLapse(at.resolved(), deadlineOf, now);
    return lapse === undefined ? [] : [{ id, day: dayAt(lapse, zone) }];
  });
}

/** Partners that pay something else under an outcome on a day. */
const differing = (under: readonly Point[], law: readonly Point[]): readonly string[] =>
  law.flatMap(({ on, partner, high }) =>
    under.some((one) => one.on === on && one.partner === partner && one.high !== high) ? [partner] : [],
  );

export default function rates(law: Law) {
  const weights = readWeights();
  return {
    async *averages(
      known: string,
      on: string,
      partners: readonly string[],
    ): AsyncGenerator<Progress, Averages> {
      const at = law.as({ known });
      const fan = fanOf(law, at);
      const total = 4 + fan.length;
      yield { done: 0, total };
      const own = (await weights).filter(({ origin }) => partners.includes(origin));
      const first = parseDay(FIRST);
      const last = Math.max(parseDay(known), parseDay(on)) + AHEAD;
      const input = compileInputOf(law, at, { origins: partners.map(inBook) });
      const book = compile(input);
      yield { done: 2, total };
      const days = (days: Iterable<Day>, from: Day) =>
        [...new Set([from, ...days])].filter((day) => day >= from && day < last).sort((a, b) => a - b);
      const points: Point[] = [];
      for (const [index, day] of days(lawTurns(input).days, first).entries()) {
        points.push(...pointsOn(book, own, day, 'lapse'));
        if (index % 10 === 9) yield { done: 3, total };
      }
      const deadline = Math.min(...fan.map(({ day }) => day));
      for (const [index, { id, day }] of fan.entries()) {
        yield { done: 4 + index, total };
        const supposed = compileInputOf(law, at.under(id), { origins: partners.map(inBook), from: day - 1 });
        const other = compile(supposed);
        const turns = days(lawTurns(supposed).days, day);
        const under = turns.flatMap((turn) => pointsOn(other, own, turn, id));
        const concerned = turns.flatMap((turn) => differing(under, pointsOn(book, own, turn, 'lapse')));
        points.push(...under.filter(({ partner }) => concerned.includes(partner)));
      }
      return {
        points,
        until: printDay(last),
        ...(fan.length > 0 && deadline < last ? { deadline: printDay(deadline) } : {}),
      };
    },
  };
}
