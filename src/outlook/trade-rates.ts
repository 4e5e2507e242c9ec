// The duty on every product and origin of a year's trade: through a rate book of a few days, so that thousands of lines take a second.

import { type EntryInput, readEntry } from '../assess/entry.ts';
import { type Day, parseDay, printDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import { lastMinute } from '../core/moment.ts';
import { listed } from '../law/goods-list.ts';
import type { Law, LawAt } from '../law.ts';
import { productOf } from '../ratebook/book.ts';
import { compile } from '../ratebook/compile.ts';
import { openDesk } from '../ratebook/desk.ts';
import { ratesOf } from '../ratebook/rates.ts';
import { goodsNamesOf } from '../ratebook/standings.ts';
import { compileInputOf } from './compile-input.ts';

/** What an importer bought in a year. */
export interface TradeWeight {
  readonly code: string;
  readonly origin: string;
  /** Whole US dollars. */
  readonly value: number;
}

/** Duty as a fraction of the value: all of it, and without the base duty. */
export interface TradeRate {
  readonly all: number;
  readonly additional: number;
}

/** A member state stands for the Union: its goods are treated alike. */
const STANDS_FOR: Readonly<Record<string, string>> = { EU: 'DE' };
/** Preferences taken as claimed wherever they are lawful. */
const CLAIMS: Readonly<Record<string, string>> = { CA: 'usmca', MX: 'usmca', KR: 'korus', AU: 'au-fta' };
/** All origins that have no row of their own. */
const OTHERS = 'ZZ';
const VALUE = 10_000;

const claimOf = (into: string, origin: string): string | undefined =>
  into === 'US' ? CLAIMS[origin] : undefined;

const countryOf = (origin: string): string => STANDS_FOR[origin] ?? origin;
const middle = ({ low, high }: { readonly low: number; readonly high: number }): number => (low + high) / 2;

/** `assess` on one line, the preference claimed where that is lawful. Undefined where the duty cannot be worked out. */
function assessed(
  at: LawAt,
  into: string,
  { code, origin }: TradeWeight,
  on: string,
  claim?: string,
): TradeRate | undefined {
  const attempts: readonly (readonly string[])[] = claim === undefined ? [[]] : [[claim], []];
  for (const claims of attempts) {
    try {
      const entry: EntryInput = { into, code, from: countryOf(origin), on, value: VALUE, claims };
      const { rate, additional } = at.assess(entry);
      return { all: middle(rate), additional: middle(additional) };
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
    }
  }
  return undefined;
}

type Ask = (weight: TradeWeight) => TradeRate | undefined;

/** Answers of a territory without a schedule: codes that no scope or list of the law tells apart are asked once. */
function bySignature(law: Law, at: LawAt, into: string, on: string): Ask {
  const moment = lastMinute(parseDay(on), law.territory(into).zone);
  const { lists } = at.resolved(into);
  const namesFor = new Map<string, readonly string[]>();
  const namesOf = (origin: string) => {
    const { standings } = at.calendar(into).viewAt(countryOf(origin), moment);
    const names = namesFor.get(origin) ?? [...new Set(standings.flatMap(goodsNamesOf))];
    namesFor.set(origin, names);
    return names;
  };
  const truth = (name: string, code: string): string => {
    const list = name.startsWith('list:') ? lists.get(name.slice(5)) : undefined;
    if (list) return listed(list, code, moment);
    return code.startsWith(name) ? 'yes' : name.startsWith(code) ? 'unknown' : 'no';
  };
  const kept = new Map<string, TradeRate | undefined>();
  return (weight) => {
    if (weight.code.length !== 6) return assessed(at, into, weight, on);
    const key = [weight.origin, ...namesOf(weight.origin).map((name) => truth(name, weight.code)[0])].join(
      '',
    );
    if (!kept.has(key)) kept.set(key, assessed(at, into, weight, on));
    return kept.get(key);
  };
}

type AskOn = (day: Day, weight: TradeWeight) => TradeRate | undefined;

/** A book of the given days: the kernel for plain lines, the desk for claims, `assess` for what is left. */
function throughBook(
  law: Law,
  at: LawAt,
  into: string,
  [first, last]: readonly [Day, Day],
  origins: readonly string[],
): AskOn {
  const territory = law.territory(into);
  const input = compileInputOf(law, at, { into, from: first, until: last + 1, origins });
  const book = compile(input);
  const rates = ratesOf(book);
  const desk = openDesk(book, input, at.calendar(into));
  const facts = Object.keys(law.pack.facts);
  const plain = (day: Day, { code, origin }: TradeWeight): TradeRate | undefined => {
    const product = productOf(book, code);
    const country = book.meta.origins[countryOf(origin)];
    const rate = product < 0 || country === undefined ? undefined : rates.at(product, country, day);
    if (!rate) return undefined;
    return { all: middle(rate) / 1e6, additional: (middle(rate) - rate.base) / 1e6 };
  };
  const claimed = (day: Day, { code, origin }: TradeWeight, claim: string): TradeRate | undefined => {
    const entry = { code, from: countryOf(origin), on: printDay(day), value: VALUE, claims: [claim] };
    const answer = desk.answer(readEntry(entry, territory.zone, facts));
    if (!answer) return undefined;
    const all = (answer.low + answer.high) / 2;
    return { all: all / VALUE / 100, additional: (all - answer.base) / VALUE / 100 };
  };
  return (day, weight) => {
    const claim = claimOf(into, weight.origin);
    return claim === undefined ? plain(day, weight) : claimed(day, weight, claim);
  };
}

/** Rates of a year's trade into one territory, on some days, under one law or another. */
export interface TradeRates {
  /** Position by position the rate of each weight; undefined where it cannot be worked out (a quantity is missing, …). */
  under(at: LawAt, on: string): readonly (TradeRate | undefined)[];
}

/**
 * Opens the rates of `weights` into a territory for entries on `days`. Open facts count at the middle of their range, preferences as
 * claimed wherever they are lawful. Asking the same law again costs little.
 */
export function openTradeRates(
  law: Law,
  into: string,
  weights: readonly TradeWeight[],
  days: readonly string[],
): TradeRates {
  const numbers = days.map((day) => parseDay(day));
  const span = [Math.min(...numbers), Math.max(...numbers)] as const;
  const origins = [...new Set(weights.map(({ origin }) => countryOf(origin)))].filter(
    (one) => one !== OTHERS,
  );
  const hasSchedule = law.catalogue(into).size > 0;
  const books = new Map<LawAt, AskOn>();
  const bookOf = (at: LawAt): AskOn => {
    const kept = books.get(at) ?? throughBook(law, at, into, span, origins);
    books.set(at, kept);
    return kept;
  };
  return {
    under(at, on) {
      const day = parseDay(on);
      const ask: Ask = hasSchedule
        ? (weight) => bookOf(at)(day, weight) ?? assessed(at, into, weight, on, claimOf(into, weight.origin))
        : bySignature(law, at, into, on);
      return weights.map((weight) => (weight.origin === OTHERS ? undefined : ask(weight)));
    },
  };
}
