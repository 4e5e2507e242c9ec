// The desk: entries that declare something. Where their cell asks about it, the formula for just that is made once and kept.

import type { Entry } from '../assess/entry.ts';
import { parseDay } from '../core/day.ts';
import { type Duty, evaluate as dutyOf, unitsOf } from '../core/duty.ts';
import { TariffError } from '../core/errors.ts';
import type { Moment } from '../core/moment.ts';
import { type Cents, mulDiv, ONE, share } from '../core/money.ts';
import { postalRuleOf } from '../law/postal.ts';
import type { Calendar } from '../law/view.ts';
import { baseDutyOf } from '../schedule/base.ts';
import { withClaimNames } from '../schedule/preferences.ts';
import { type Book, productOf, REFERENCE } from './book.ts';
import { lawTurns } from './compile.ts';
import type { CompileInput } from './compile-input.ts';
import { type Formula, formulaOf, type Leaf } from './formula.ts';
import { cellAt } from './kernel.ts';
import type { Setting } from './probe.ts';
import { loadedMoments } from './standings.ts';

export interface DeskAnswer {
  readonly low: Cents;
  readonly high: Cents;
  readonly base: Cents;
  /** By program, silence read as CBP reads it. */
  readonly lines: readonly { readonly program: string; readonly amount: Cents }[];
  readonly filing: string;
}

export interface Desk {
  /** Undefined: ask `assess`. */
  answer(entry: Entry): DeskAnswer | undefined;
}

/** Formulas kept before the desk is cleared. */
const MOST_KEPT = 50_000;

const CHAPTER_99 = /^99\d\d\.\d\d\.\d\d$/;

type Ground = Parameters<typeof dutyOf>[1];

const amountOf = (duty: Duty, part: number, value: Cents, base: Cents, entry: Entry): Cents => {
  const ground: Ground = {
    value: share(value, part),
    base: share(base, part),
    quantity: (unit) => mulDiv(entry.quantity[unit] ?? 0, part, ONE),
  };
  return dutyOf(duty, ground);
};

const sumOf = (leaf: Leaf, base: Cents, entry: Entry): Cents =>
  leaf.reduce((sum, { duty, part }) => sum + amountOf(duty, part, entry.value, base, entry), base);

/** Values of the declared features that a cell reads, as a key. */
function declaredKey(reads: readonly string[], entry: Entry, loaded: readonly Moment[]): string {
  let key = `m${entry.mode ?? ''}`;
  for (const feature of reads) {
    if (feature === 'mode') continue;
    if (feature === 'loaded')
      key += `l${entry.loaded === undefined ? '' : loaded.filter((moment) => moment <= entry.loaded!).length}`;
    else if (feature === 'us-content') key += `u${entry.usContent ?? ''}`;
    else if (feature === 'metals') key += `c${JSON.stringify(entry.metals)}`;
    else {
      const name = feature.slice(feature.indexOf(':') + 1);
      key += feature.startsWith('claim:')
        ? entry.claims.includes(name)
          ? '1'
          : '0'
        : `f${entry.facts[name] ?? ''}`;
    }
  }
  return key;
}

/** Opens a desk for the law from which a book was compiled. */
export function openDesk(book: Book, input: CompileInput, calendar: Calendar): Desk {
  const { pack, law, territory, catalogue } = input;
  const groups = { groups: pack.groups, zone: territory.zone };
  const setting: Setting = {
    lists: law.lists,
    groups,
    zone: territory.zone,
    factTable: pack.facts,
  };
  const loaded = loadedMoments(law.measures);
  const kept = new Map<string, Formula | null>();
  const readsOf = book.meta.reads.map((set) => set.map((feature) => book.meta.features[feature]!));

  /** Reads of the formula that answers when nothing is declared, and of each that was met on the way to this one. */
  const formulaFor = (entry: Entry, product: number, origin: number, rate: number, region: number) => {
    const cell = cellAt(book, product, origin, entry.onDay);
    const first = cell >= 0 ? cell : book.splits[-cell - 1 + region]!;
    if (first === REFERENCE) return undefined;
    const reads = readsOf[book.setReads[first]!]!;
    const names = [...new Set([...reads, ...(more.get(first) ?? [])])];
    const key = `${book.classes[product]} ${origin} ${cell} ${first} ${turnAt(entry.onDay)} ${region} ${declaredKey(names, entry, loaded)}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const { code, origin: country, on, onDay } = entry;
    const view = calendar.viewAt(country, on);
    const formula =
      formulaOf(setting, pack.programs, { code, origin: country, on, onDay, view, declared: entry, rate }) ??
      null;
    const unseen = formula?.reads.filter((feature) => !names.includes(feature)) ?? [];
    if (unseen.length > 0) {
      more.set(first, [...(more.get(first) ?? []), ...unseen]);
      return formula;
    }
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, formula);
    return formula;
  };
  const more = new Map<number, readonly string[]>();
  const { days } = lawTurns(input);
  const turnAt = (day: number): number => days.findLastIndex((turn) => turn <= day);

  const preferences = pack.preferences[territory.jurisdiction] ?? [];
  const postal = pack.postal[territory.jurisdiction] ?? [];
  const known = parseDay(input.known);

  /** Undefined where the schedule or a claim is refused: `assess` says why. */
  const baseOf = (entry: Entry): Duty | undefined => {
    if (
      !entry.claims.every((claim) => CHAPTER_99.test(claim) || preferences.some(({ name }) => name === claim))
    )
      return undefined;
    try {
      return baseDutyOf(catalogue, entry, groups, preferences).duty;
    } catch (error) {
      if (error instanceof TariffError) return undefined;
      throw error;
    }
  };

  const rateOf = (duty: Duty, amount: Cents, value: Cents): number =>
    duty.kind === 'ad-valorem' ? duty.rate : value === 0 ? 0 : mulDiv(amount, ONE, value);

  return {
    answer(given) {
      const entry = withClaimNames(given, preferences);
      if (entry.admitted !== undefined || entry.made !== undefined) return undefined;
      if (postalRuleOf(postal, entry, known)) return undefined;
      const product = productOf(book, entry.code);
      const origin = book.meta.origins[entry.origin];
      const { from, until } = book.meta;
      if (product < 0 || origin === undefined || entry.onDay < from || entry.onDay >= until) return undefined;
      const duty = baseOf(entry);
      if (!duty || unitsOf(duty).some((unit) => entry.quantity[unit] === undefined)) return undefined;
      const base = amountOf(duty, ONE, entry.value, 0, entry);
      const rate = rateOf(duty, base, entry.value);
      const region = regionOf(book, rate);
      const formula = formulaFor(entry, product, origin, rate, region);
      if (!formula) return undefined;
      const { taken, lows, highs, filing } = formula;
      const lines = taken.map(({ program, duty: own, part }) => ({
        program,
        amount: amountOf(own, part, entry.value, base, entry),
      }));
      const total = lines.reduce((sum, { amount }) => sum + amount, base);
      const low = lows.length === 0 ? total : Math.min(...lows.map((leaf) => sumOf(leaf, base, entry)));
      const high = highs.length === 0 ? total : Math.max(...highs.map((leaf) => sumOf(leaf, base, entry)));
      return { low, high, base, lines, filing };
    },
  };
}

/** Which region of the thresholds a rate lies in. */
export function regionOf({ thresholds }: Pick<Book, 'thresholds'>, rate: number): number {
  let region = 0;
  for (let i = 0; i < thresholds.length && rate >= thresholds[i]!; i++)
    region = rate === thresholds[i] ? 2 * i + 1 : 2 * i + 2;
  return region;
}
