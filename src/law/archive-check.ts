// Compares the printed headings of chapter 99 with the law of the pack at a moment.

import { COUNTRIES, type Country } from '../core/country.ts';
import { printDay } from '../core/day.ts';
import { type Duty, printDuty } from '../core/duty.ts';
import { DAWN, dayAt, FOREVER, type Moment } from '../core/moment.ts';
import type { Effect, PrintedHeading } from './archive.ts';
import { type HeadingCharge, headingCharges, type Rate } from './heading-charges.ts';
import { type CountryNames, type Wording, wordingOf } from './printed-words.ts';
import type { ResolvedLaw } from './resolve.ts';
import { type GroupTable, originIn } from './scope.ts';

/**
 * `matched`: the pack has the heading with the same rate, countries and days, as far as the schedule prints them. `differing`:
 * known, but otherwise. `missing`: not in the pack. `only-in-pack`: charged in the pack at the moment, not printed.
 */
export type Verdict = 'matched' | 'differing' | 'missing' | 'only-in-pack';
export type Difference = 'rate' | 'country' | 'dates';

export interface HeadingVerdict {
  readonly heading: string;
  readonly verdict: Verdict;
  /** In what it differs. */
  readonly in?: readonly Difference[];
  /** One sentence for each difference. */
  readonly why?: readonly string[];
  /** The rate text as printed; absent for `only-in-pack`. */
  readonly printed?: string;
  /** What the pack charges under the heading, at the moment where it does so then: `us/fentanyl/cn +20%`. */
  readonly pack: readonly string[];
}

export interface Comparison {
  readonly law: ResolvedLaw;
  readonly on: Moment;
  readonly table: GroupTable;
  readonly names: CountryNames;
  readonly jurisdiction?: string;
}

/** The share of the value that a duty asks, whether added or in all; undefined for duties that are no share. */
const shareOf = (duty: Duty): number | undefined =>
  duty.kind === 'free' ? 0 : 'rate' in duty ? duty.rate : undefined;

function sameRate(effect: Effect, { duty, base }: Rate): boolean {
  if (effect.is !== 'adds' && effect.is !== 'sets') return duty.kind === 'top-up' || shareOf(duty) === 0;
  if (effect.is === 'adds' && (duty.kind === 'top-up' || duty.kind === 'instead')) return false;
  if (effect.on !== undefined && effect.on !== base) return false;
  const asked = shareOf(effect.duty);
  return asked === undefined ? printDuty(duty) === printDuty(effect.duty) : asked === shareOf(duty);
}

const agrees = (effect: Effect, { rates }: HeadingCharge): boolean =>
  rates.some((rate) => sameRate(effect, rate));

const inForce = (on: Moment, { from, until, suspended }: HeadingCharge): boolean =>
  !suspended && from <= on && on < until;

const worded = (duty: Duty): string => (duty.kind === 'ad-valorem' ? '+' : '') + printDuty(duty);

function inWords(charges: readonly HeadingCharge[], on: Moment): readonly string[] {
  const now = charges.filter((one) => inForce(on, one));
  const shown = now.length > 0 ? now : charges;
  return [...new Set(shown.flatMap((one) => one.rates.map(({ duty }) => `${one.measure} ${worded(duty)}`)))];
}

/** First and last bounds of the stretches of one measure that touch one another. */
function spans(
  charges: readonly HeadingCharge[],
): readonly { readonly from: Moment; readonly until: Moment }[] {
  const sorted = [...charges].filter(({ suspended }) => !suspended).sort((a, b) => a.from - b.from);
  const found: { from: Moment; until: Moment }[] = [];
  for (const { from, until } of sorted) {
    const last = found.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else found.push({ from, until });
  }
  return found;
}

const dayText = (moment: Moment, { table }: Comparison): string =>
  moment === FOREVER ? 'ever' : moment === DAWN ? 'the beginning' : printDay(dayAt(moment, table.zone));

const spansText = (charges: readonly HeadingCharge[], ask: Comparison): string =>
  spans(charges)
    .map(({ from, until }) => `from ${dayText(from, ask)} until ${dayText(until, ask)}`)
    .join(', ') || 'suspended throughout';

/** Whether the schedule's words leave the heading live on the day of the question. */
function printedLive({ status, from, until }: Wording, { on, table }: Comparison): boolean {
  const day = dayAt(on, table.zone);
  return status === undefined && (from ?? day) <= day && day < (until ?? Number.POSITIVE_INFINITY);
}

function inDates(words: Wording, found: readonly HeadingCharge[], ask: Comparison): string | undefined {
  const live = printedLive(words, ask);
  const charged = found.some((one) => inForce(ask.on, one));
  if (live !== charged)
    return `printed as ${live ? 'in force' : (words.status ?? 'not in force')} on ${dayText(ask.on, ask)}; in the pack ${spansText(found, ask)}`;
  const bounds = spans(found);
  const meets = (day: number | undefined, side: 'from' | 'until') =>
    day === undefined ||
    bounds.some((one) => Number.isFinite(one[side]) && dayAt(one[side], ask.table.zone) === day);
  if (meets(words.from, 'from') && meets(words.until, 'until')) return undefined;
  const printed = [
    ...(words.from === undefined ? [] : [`from ${printDay(words.from)}`]),
    ...(words.until === undefined ? [] : [`until ${printDay(words.until)}`]),
  ];
  return `printed ${printed.join(' ')}; in the pack ${spansText(found, ask)}`;
}

function countriesOf(found: readonly HeadingCharge[], { on, table }: Comparison): ReadonlySet<Country> {
  const now = found.filter((one) => inForce(on, one));
  const told = now.length > 0 ? now : found;
  return new Set(
    COUNTRIES.filter((country) =>
      told.some(({ origins }) =>
        origins.every(({ scope, holds }) => originIn(scope, country, on, table) === holds),
      ),
    ),
  );
}

function inCountries(words: Wording, found: readonly HeadingCharge[], ask: Comparison): string | undefined {
  const { origins } = words;
  if (origins === undefined) return undefined;
  if (origins === 'any')
    return found.some(({ origins: [own] }) => own!.scope.all)
      ? undefined
      : 'printed for any country; in the pack for some';
  const eu = { all: false, of: ['group:eu'], except: [] };
  const printed = new Set(
    COUNTRIES.filter(
      (country) =>
        origins.includes(country) || (origins.includes('EU') && originIn(eu, country, ask.on, ask.table)),
    ),
  );
  const ours = countriesOf(found, ask);
  const lacking = [...printed].filter((country) => !ours.has(country));
  const surplus = [...ours].filter((country) => !printed.has(country));
  if (lacking.length === 0 && surplus.length === 0) return undefined;
  const parts = [
    ...(lacking.length > 0 ? [`${lacking.join(', ')} printed only`] : []),
    ...(surplus.length > 0 ? [`${short(surplus)} in the pack only`] : []),
  ];
  return parts.join('; ');
}

const short = (countries: readonly Country[]): string =>
  countries.length > 8
    ? `${countries.slice(0, 8).join(', ')} and ${countries.length - 8} more`
    : countries.join(', ');

function differences(
  heading: PrintedHeading,
  found: readonly HeadingCharge[],
  ask: Comparison,
): readonly (readonly [Difference, string])[] {
  const { effect } = heading;
  const agreeing = found.filter((one) => agrees(effect, one));
  if (agreeing.length === 0) return [['rate', `never at "${heading.text}" in the pack`]];
  if (effect.is === 'none') return [];
  const words = wordingOf(heading.description, ask.names);
  const dates = inDates(words, agreeing, ask);
  const country = inCountries(words, agreeing, ask);
  return [
    ...(dates === undefined ? [] : [['dates', dates] as const]),
    ...(country === undefined ? [] : [['country', country] as const]),
  ];
}

/** A heading that prints no duty is told only when the pack charges one under it at the moment. */
function judge(
  printed: PrintedHeading,
  found: readonly HeadingCharge[],
  ask: Comparison,
): HeadingVerdict | undefined {
  const { heading, text, effect } = printed;
  const told = effect.is === 'none' ? found.filter((one) => inForce(ask.on, one) && !one.altered) : found;
  if (effect.is === 'none' && (told.length === 0 || told.some((one) => agrees(effect, one))))
    return undefined;
  const shared = { heading, printed: text, pack: inWords(found, ask.on) };
  if (told.length === 0) return { ...shared, verdict: 'missing' };
  const open = differences(printed, told, ask);
  if (open.length === 0) return { ...shared, verdict: 'matched' };
  return { ...shared, verdict: 'differing', in: open.map(([kind]) => kind), why: open.map(([, why]) => why) };
}

/**
 * One verdict for every printed heading with a duty effect and every heading that the pack charges at `on`, by heading.
 * Compares rates, the part of the value they fall on, countries and days as far as the description names them; goods are
 * compared list by list (`law check --chapter99`).
 */
export function compareArchive(
  headings: readonly PrintedHeading[],
  ask: Comparison,
): readonly HeadingVerdict[] {
  const charges = headingCharges(ask.law, ask.jurisdiction ?? 'us');
  const printed = new Set(headings.map(({ heading }) => heading));
  const unprinted = [...charges]
    .filter(([heading, found]) => !printed.has(heading) && found.some((one) => inForce(ask.on, one)))
    .map(
      ([heading, found]): HeadingVerdict => ({
        heading,
        verdict: 'only-in-pack',
        pack: inWords(found, ask.on),
      }),
    );
  return headings
    .flatMap((one) => judge(one, charges.get(one.heading) ?? [], ask) ?? [])
    .concat(unprinted)
    .sort((a, b) => (a.heading < b.heading ? -1 : 1));
}
