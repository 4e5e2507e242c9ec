// Every lawful way to enter the same goods, side by side: no claim, each preference, each exception that a fact would open.

import type { Assessment, Span } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import type { Gap } from '../assess/facts.ts';
import { parseDay, printDay } from '../core/day.ts';
import { TariffError } from '../core/errors.ts';
import { ONE, parseDecimal, printCents } from '../core/money.ts';
import type { LawAt } from '../law.ts';
import { namesAny, type Offer } from '../schedule/preferences.ts';

export interface Option {
  /** `as given`, the name of a preference, or the fact that would have to be so. */
  readonly option: string;
  readonly kind: 'as-given' | 'preference' | 'fact';
  /** What must be true, or be declared, for the option to be lawful. */
  readonly requires: string;
  readonly cite?: string;
  /** What to add to the entry to take it. */
  readonly declare: Partial<EntryInput>;
  readonly total: Span<string>;
  readonly rate: Span<number>;
  /** Fees apart from duty: some preferences free of them. */
  readonly fees: string;
  /** Chapter 99 headings to declare. */
  readonly filing: readonly string[];
}

/** A preference that cannot be settled from the line and the origin alone. */
export interface OpenOption {
  readonly option: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface OptionsAnswer {
  readonly basis: Assessment['basis'];
  readonly entry: Assessment['entry'];
  /** As given, then the preferences, then what facts would open: each the cheapest first. */
  readonly options: readonly Option[];
  readonly open: readonly OpenOption[];
}

interface Candidate {
  readonly option: string;
  readonly kind: Option['kind'];
  readonly requires: string;
  readonly cite?: string;
  readonly declare: Partial<EntryInput>;
}

const cents = (amount: string): number => parseDecimal(amount, 2, 'amount');

const feesOf = ({ fees }: Assessment): string =>
  printCents(fees.reduce((sum, { amount }) => sum + cents(amount), 0));

const optionOf = (candidate: Candidate, { total, rate, filing, ...rest }: Assessment): Option => ({
  ...candidate,
  total,
  rate,
  fees: feesOf(rest as Assessment),
  filing,
});

const preference = (
  { preference: { name, title, cite, declared }, symbol, text }: Offer,
  claims: readonly string[],
): Candidate => ({
  option: name,
  kind: 'preference',
  requires: `${declared ?? `The goods originate under the ${title}, and the importer claims it`} (${symbol}: ${text})`,
  cite,
  declare: { claims: [...claims, name] },
});

/** What an entry says when a fact has an answer; undefined where an entry cannot say it. */
function declaring(
  { fact }: Gap,
  answer: number | boolean,
  entry: EntryInput,
): Partial<EntryInput> | undefined {
  const [, side, day] = /^loaded(<|>=)(.+)$/.exec(fact) ?? [];
  if (day !== undefined) {
    if (answer !== true) return undefined;
    return { loaded: side === '<' ? printDay(parseDay(day) - 1) : day };
  }
  const [kind, name] = fact.split(':');
  if (kind === 'claim') return answer === true ? { claims: [...(entry.claims ?? []), name!] } : undefined;
  if (kind === 'content') return { metals: { ...entry.metals, [name!]: String(Number(answer) / ONE) } };
  if (fact === 'us-content') return { usContent: String(Number(answer) / ONE) };
  return { facts: { ...entry.facts, [fact]: answer === true } };
}

const answersOf = ({ alternatives, taken }: Gap): readonly (number | boolean)[] =>
  alternatives.length > 0 ? [...new Set([taken, ...alternatives])] : [!taken];

const answerText = (gap: Gap, answer: number | boolean): string =>
  typeof answer === 'number' ? `${gap.fact} ${answer / 10_000}%` : `${gap.fact}${answer ? '' : ': no'}`;

const factCandidates = (gaps: readonly Gap[], entry: EntryInput): readonly Candidate[] =>
  gaps.flatMap((gap) =>
    answersOf(gap).flatMap((answer): readonly Candidate[] => {
      const declare = declaring(gap, answer, entry);
      if (!declare) return [];
      const claim = /^claim:(.+)$/.exec(gap.fact)?.[1];
      const requires =
        typeof answer === 'number'
          ? `${gap.ask} ${answer / 10_000}%.`
          : `${gap.ask} ${answer ? 'Yes' : 'No'}.`;
      return [
        claim === undefined
          ? { option: answerText(gap, answer), kind: 'fact', requires, declare }
          : { option: claim, kind: 'preference', requires, declare },
      ];
    }),
  );

const ORDER: Readonly<Record<Option['kind'], number>> = { 'as-given': 0, preference: 1, fact: 2 };

const cheaper = (a: Span<string>, b: Span<string>): boolean =>
  cents(a.high) < cents(b.high) || (cents(a.high) === cents(b.high) && cents(a.low) < cents(b.low));

/**
 * Every lawful option for an entry. Preferences are always shown; a fact only when it makes the entry cheaper or narrows
 * what it may cost to less.
 * @throws TariffError where the entry as given is refused.
 */
export function optionsOf(at: LawAt, entry: EntryInput): OptionsAnswer {
  const given = at.assess(entry);
  const claims = entry.claims ?? [];
  const offers = at.offers(entry).filter(({ preference }) => !namesAny(claims, preference));
  const candidates = [
    ...offers.map((offer) => preference(offer, claims)),
    ...factCandidates(at.openFacts(entry), entry),
  ];
  const options: Option[] = [];
  const open: OpenOption[] = [];
  for (const candidate of candidates) {
    if ([...options, ...open].some(({ option }) => option === candidate.option)) continue;
    try {
      const option = optionOf(candidate, at.assess({ ...entry, ...candidate.declare }));
      if (candidate.kind === 'preference' || cheaper(option.total, given.total)) options.push(option);
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
      if (candidate.kind === 'preference' && error.code !== 'claim-refused')
        open.push({ option: candidate.option, code: error.code, message: error.message, hint: error.hint });
    }
  }
  options.sort(
    (a, b) =>
      ORDER[a.kind] - ORDER[b.kind] ||
      cents(a.total.high) - cents(b.total.high) ||
      cents(a.total.low) - cents(b.total.low),
  );
  const first: Candidate = { option: 'as given', kind: 'as-given', requires: '', declare: {} };
  return { basis: given.basis, entry: given.entry, options: [optionOf(first, given), ...options], open };
}
