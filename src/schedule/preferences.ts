// Claims of preference: which are lawful for a line, an origin and a day, and why another is refused.

import type { Country } from '../core/country.ts';
import { type Day, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { Beneficiary, Preference, Span } from '../law/preference.ts';
import { parseSpecial } from './special.ts';

export interface Claim {
  readonly origin: Country;
  readonly onDay: Day;
  /** The law as known on this day; missing = all that the pack holds. */
  readonly known?: Day;
}

const within = ({ from, until }: Span, day: Day): boolean =>
  (from === undefined || from <= day) && (until === undefined || day < until);

const inForce = ({ spans }: Preference, { onDay, known }: Claim): boolean =>
  spans.length === 0 ||
  spans.some(
    (one) =>
      within(one, onDay) && (one.published === undefined || known === undefined || one.published <= known),
  );

const grants = (members: readonly Beneficiary[] | 'any' | undefined, { origin, onDay }: Claim): boolean =>
  members === 'any' || (members ?? []).some((one) => one.country === origin && within(one, onDay));

/** A rate of the special column that an origin may claim. */
export interface Offer {
  readonly preference: Preference;
  readonly symbol: string;
  /** The rate as printed. */
  readonly text: string;
}

/** Every preference of a line that goods of this origin may claim on that day, in the order of the column. */
export function offersOf(
  special: string,
  preferences: readonly Preference[],
  claim: Claim,
): readonly Offer[] {
  return parseSpecial(special).flatMap(({ text, programs }) =>
    programs.flatMap((symbol) =>
      preferences
        .filter((one) => inForce(one, claim) && grants(one.symbols[symbol], claim))
        .map((preference): Offer => ({ preference, symbol, text })),
    ),
  );
}

/** Whether a symbol of the special column, in any case of its letters, is one of a preference. */
const symbolIn = ({ symbols }: Preference, text: string): string | undefined =>
  Object.keys(symbols).find((symbol) => symbol.toLowerCase() === text);

/** Whether claims, as given, name a preference or a symbol of it. */
export const namesAny = (given: readonly string[], preference: Preference): boolean =>
  given.some((text) => {
    const plain = text.trim().toLowerCase();
    return plain === preference.name || symbolIn(preference, plain) !== undefined;
  });

/** A claim as brokers file it, by a symbol of the special column ("S+", "KR"), under the name of its preference. */
function named(text: string, preferences: readonly Preference[], claim: Claim): string {
  if (preferences.some(({ name }) => name === text)) return text;
  const bearers = preferences.filter((one) => symbolIn(one, text) !== undefined);
  const open = bearers.filter((one) => grants(one.symbols[symbolIn(one, text)!], claim));
  return (open.find((one) => inForce(one, claim)) ?? open[0] ?? bearers[0])?.name ?? text;
}

/**
 * The claims of an entry with every symbol of the special column under the name of its preference. Where several
 * preferences have a symbol, the one for goods of the origin that is in force; other words stay as they are.
 */
export function withClaimNames<E extends Claim & { readonly claims: readonly string[] }>(
  entry: E,
  preferences: readonly Preference[],
): E {
  if (entry.claims.length === 0) return entry;
  return { ...entry, claims: [...new Set(entry.claims.map((text) => named(text, preferences, entry)))] };
}

const spanText = ({ from, until }: Span): string =>
  [from === undefined ? '' : `from ${printDay(from)}`, until === undefined ? '' : `until ${printDay(until)}`]
    .filter((part) => part !== '')
    .join(' ');

function reasonAgainst(preference: Preference, claim: Claim, line: string): string {
  const { title, spans, symbols, cite } = preference;
  if (!inForce(preference, claim))
    return `${title} is not in force on ${printDay(claim.onDay)} (${spans.map(spanText).join(', ')}; ${cite})`;
  if (!Object.values(symbols).some((members) => grants(members, claim)))
    return `${title} is not for goods of ${claim.origin} (${cite})`;
  return `${line} has no rate under ${title} (special column; ${cite})`;
}

/**
 * The offer that a claim takes up. A line that is free in column 1 needs no preference: undefined.
 * @throws TariffError `claim-refused` with the reason; `claim-undecided` where the symbol does not settle it.
 */
export function claimOf(
  line: { readonly code: string; readonly general: string; readonly special: string },
  preference: Preference,
  preferences: readonly Preference[],
  claim: Claim,
): Offer | undefined {
  const offers = offersOf(line.special, [preference], claim);
  const offer = offers.find(({ symbol }) => !(symbol in preference.undecided)) ?? offers[0];
  if (offer && offer.symbol in preference.undecided)
    throw incorrect(
      'claim-undecided',
      `${line.code} gives ${preference.title} under the symbol ${offer.symbol}: ${preference.undecided[offer.symbol]}`,
      'Settle it from the general note, and leave the claim out if it does not hold.',
    );
  if (offer) return offer;
  if (/^free$/i.test(line.general) && inForce(preference, claim)) return undefined;
  const others = [...new Set(offersOf(line.special, preferences, claim).map((one) => one.preference.name))];
  throw incorrect(
    'claim-refused',
    `the claim "${preference.name}" is refused: ${reasonAgainst(preference, claim, line.code)}`,
    others.length > 0
      ? `These goods may claim: ${others.join(', ')}.`
      : 'No preference is open to these goods.',
  );
}
