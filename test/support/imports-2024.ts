// Imports of 2024 by statistical number and partner (Census), against what we assess for the middle of that year.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import countries from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import type { Assessment } from '../../src/assess/assessment.ts';
import type { EntryInput } from '../../src/assess/entry.ts';
import { parseDay } from '../../src/core/day.ts';

import { unitsOf } from '../../src/core/duty.ts';
import { TariffError } from '../../src/core/errors.ts';
import type { Pack } from '../../src/law/pack.ts';
import { NO_RELEASES } from '../../src/law/release.ts';
import { type Law, type LawAt, openPack } from '../../src/law.ts';
import { compileSchedule } from '../../src/schedule/compiled.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { joinReleases } from '../../src/schedule/revisions.ts';
import { parseSpecial } from '../../src/schedule/special.ts';
import { readReleaseFile } from '../../src/store/hts-file.ts';

export interface ImportRow {
  readonly code: string;
  /** ISO code; the Union, of which the table has one row, stands under DE. */
  readonly origin: string;
  readonly value: number;
  /** Duty as Census calculates it from the entries of the year, in dollars. */
  readonly duty: number;
}

export const DAY = '2024-06-30';
export const UNION = 'DE';

countries.registerLocale(english as unknown as Parameters<typeof countries.registerLocale>[0]);

function originOf(code: string, name: string): string | undefined {
  if (code === '0003') return UNION;
  if (code === '5800') return 'KR';
  const origin = countries.getAlpha2Code(name, 'en');
  // Slovakia is inside the Union's row as well as beside it.
  return origin === 'SK' ? undefined : origin;
}

export function importRows(shared: string): readonly ImportRow[] {
  const path = join(shared, 'data', 'imports', 'us_imports_2024_hs10_country.csv.gz');
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .slice(1)
    .flatMap((line): readonly ImportRow[] => {
      const match = /^(\d{10}),(\d+),"?(.*?)"?,([\d.]+),([\d.]+)\s*$/.exec(line);
      const origin = match && originOf(match[2]!, match[3]!);
      return match && origin
        ? [{ code: match[1]!, origin, value: Math.round(Number(match[4])), duty: Number(match[5]) }]
        : [];
    });
}

/** The pack with the schedule of 2024 over it. */
export function lawOf2024(shared: string, pack: Pack): Law {
  const folder = join(shared, 'data', 'hts', 'archives-csv');
  const table = pack.releases?.us ?? NO_RELEASES;
  const files = ['hts_2023_revision_10_csv.csv.gz', 'htsdata_2024-07.csv.gz', 'htsdata_2024-11.csv.gz'];
  const kept = files.map((file) => readReleaseFile(join(folder, file), table));
  const { rows, ...head } = joinReleases(kept, table);
  return openPack(pack, {
    schedule: compileSchedule(rows, { hash: '', jurisdiction: 'us', ...head }),
  });
}

/** Why a row has no figure of ours. */
export type Unworked = 'quantity' | 'words' | 'special-provision' | 'refused';

/** How Census' figure stands to ours. */
export type Standing =
  /** What is due without any claim. */
  | 'charged'
  /** Between that and the best lawful preference. */
  | 'preference'
  /** Within what a fact decides that the table does not tell: quota, exclusion, content, melt and pour. */
  | 'fact'
  /** Within what was due on another day of the year. */
  | 'other-day'
  /** Less, by a claim of the lapsed GSP that importers go on making for a refund. */
  | 'lapsed'
  /** Less or more than anything we know of. */
  | 'below'
  | 'above';

export interface Worked extends ImportRow {
  readonly standing: Standing;
  /** Duty without any claim in the middle of the year. */
  readonly charged: number;
  /** The bounds that decide the standing. */
  readonly low: number;
  readonly high: number;
  /** Base duty without a claim. */
  readonly base: number;
  /** Preferences that the line gives to the origin, by symbol. */
  readonly symbols: readonly string[];
  /** Refused as under an import ban: assessed as under a licence, for it did come in. */
  readonly banned?: true;
}

export type Outcome = Worked | (ImportRow & { readonly unworked: Unworked; readonly reason: string });

export const isWorked = (one: Outcome): one is Worked => 'standing' in one;

/** Days beside the middle of the year on which the law was another: exclusions, the rises of July and September. */
const OTHER_DAYS = ['2024-01-31', '2024-06-10', '2024-12-31'];
const EXCLUSION = '232-product-exclusion';
const METALS = /^7[236]/;

interface Bounds {
  readonly low: number;
  readonly high: number;
}

const dollars = (text: string): number => Number(text);

/** What is due as given, and the least that any single open fact leaves. */
function boundsOf(at: LawAt, entry: EntryInput): Bounds & { readonly answer: Assessment } {
  const answer = at.assess(entry);
  const reliefs = answer.questions.map(({ low }) => dollars(low));
  const excluded = METALS.test(entry.code)
    ? [dollars(at.assess({ ...entry, facts: { ...entry.facts, [EXCLUSION]: true } }).total.low)]
    : [];
  return {
    answer,
    high: dollars(answer.total.high),
    low: Math.min(dollars(answer.total.low), ...reliefs, ...excluded),
  };
}

/** Preferences with a plain rate, by symbol, and the least that they leave. */
function preferred(
  at: LawAt,
  entry: EntryInput,
): { readonly symbols: readonly string[]; readonly low: number } {
  let low = Number.POSITIVE_INFINITY;
  const symbols: string[] = [];
  for (const { preference, symbol, text } of at.offers(entry)) {
    const rate = readRate(text);
    if (rate.kind === 'text' || unitsOf(rate.duty).length > 0) continue;
    try {
      low = Math.min(low, boundsOf(at, { ...entry, claims: [preference.name] }).low);
      symbols.push(symbol);
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
    }
  }
  return { symbols, low };
}

/** Census rounds each entry; a fifth of a percent of the value, or two dollars, is agreement. */
const slack = ({ value }: ImportRow): number => Math.max(2, value / 500);

const within = (row: ImportRow, { low, high }: Bounds): boolean =>
  low - slack(row) <= row.duty && row.duty <= high + slack(row);

function otherDays(at: LawAt, entry: EntryInput): Bounds {
  const days = OTHER_DAYS.flatMap((on): readonly Bounds[] => {
    try {
      const other = { ...entry, on };
      const given = boundsOf(at, other);
      return [{ high: given.high, low: Math.min(given.low, preferred(at, other).low) }];
    } catch (error) {
      if (error instanceof TariffError) return [];
      throw error;
    }
  });
  return { low: Math.min(...days.map(({ low }) => low)), high: Math.max(...days.map(({ high }) => high)) };
}

/** Whether the lapsed program would free the line for the origin. */
function lapsedFrees(law: Law, { code, origin }: ImportRow): boolean {
  const gsp = (law.pack.preferences.us ?? []).find(({ name }) => name === 'gsp');
  const { special } = law.catalogue().find(code, parseDay(DAY));
  return parseSpecial(special).some(({ programs }) =>
    programs.some((symbol) => {
      const members = gsp?.symbols[symbol];
      return (
        Array.isArray(members) && members.some((one) => one.country === origin && one.until === undefined)
      );
    }),
  );
}

function standingOf(law: Law, at: LawAt, row: ImportRow, entry: EntryInput): Worked {
  const given = boundsOf(at, entry);
  const { symbols, low } = preferred(at, entry);
  const base = dollars(given.answer.lines.find(({ program }) => program === 'base')?.amount ?? '0');
  const all = { low: Math.min(given.low, low), high: given.high };
  const told = (standing: Standing, bounds: Bounds): Worked => ({
    ...row,
    standing,
    charged: given.high,
    ...bounds,
    base,
    symbols,
  });
  if (Math.abs(row.duty - given.high) <= slack(row)) return told('charged', all);
  if (within(row, given)) return told('fact', all);
  if (within(row, all)) return told('preference', all);
  const year = otherDays(at, entry);
  const wide = { low: Math.min(all.low, year.low), high: Math.max(all.high, year.high) };
  if (within(row, wide)) return told('other-day', wide);
  if (row.duty > wide.high) return told('above', wide);
  const lapsed = { ...wide, low: Math.max(0, wide.low - base) };
  return lapsedFrees(law, row) && within(row, lapsed) ? told('lapsed', lapsed) : told('below', wide);
}

const REASONS: Readonly<Record<string, Unworked>> = {
  'missing-quantity': 'quantity',
  'text-rate': 'words',
  'special-provision': 'special-provision',
};

/** What lifts a ban on goods that came in nevertheless. */
const ALLOWED = { 'import-licensed': true, 'forced-labor-cleared': true };

/** One row of the table against our assessment. */
export function workRow(law: Law, at: LawAt, row: ImportRow): Outcome {
  const entry: EntryInput = { code: row.code, from: row.origin, on: DAY, value: String(row.value) };
  try {
    return standingOf(law, at, row, entry);
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    if (error.code === 'prohibited') return workBanned(law, at, row, entry);
    return { ...row, unworked: REASONS[error.code] ?? 'refused', reason: error.code };
  }
}

function workBanned(law: Law, at: LawAt, row: ImportRow, entry: EntryInput): Outcome {
  try {
    return { ...standingOf(law, at, row, { ...entry, facts: ALLOWED }), banned: true };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
    return { ...row, unworked: REASONS[error.code] ?? 'refused', reason: error.code };
  }
}

/** The law of the whole year: what came into force in it is known at its end. */
export const yearOf = (law: Law): LawAt => law.as({ known: '2024-12-31' });
