// One entry against the law at its basis: every line with its reason, every open fact with the money it moves.

import { type GoodsCode, printCode } from '../core/code.ts';
import { type Duty, evaluate as dutyOf, FREE, printDuty, unitsOf } from '../core/duty.ts';
import { incorrect, type TariffError } from '../core/errors.ts';
import { type Cents, mulDiv, ONE, type Ppm, printCents, share } from '../core/money.ts';
import { markOf } from '../law/measure.ts';
import type { Pack } from '../law/pack.ts';
import type { Standing } from '../law/view.ts';
import type { BaseDuty } from '../schedule/base.ts';
import type { Assessment, DutyLine, Suppressed } from './assessment.ts';
import type { Entry } from './entry.ts';
import { type Finding, type Ground, prohibited } from './evaluate.ts';
import { reasonOf } from './explain.ts';
import type { Assumed, Gap } from './facts.ts';
import { feesOf, unknownFees } from './fees.ts';
import { charged, MOST_LEAVES, questionsOf, totalsOf, workOut } from './workings.ts';

export const UNKNOWN_BASE: BaseDuty = { known: false, duty: FREE, column: 'unknown', cite: '', notes: [] };

export interface Setting extends Omit<Ground, 'base' | 'entry' | 'silent'> {
  readonly pack: Pack;
  readonly jurisdiction: string;
  readonly basis: { readonly known: string; readonly on: string };
}

/** Version of the engine, as receipts name it. */
export const ENGINE = '0.1.0';
const CUT_OFF = `more facts are open than can be combined: the range covers the first ${MOST_LEAVES} ways of answering them, answer some`;

/** The refusal of an entry that lacks a quantity of its base duty. */
export const missingQuantity = (code: GoodsCode, duty: Duty, unit: string): TariffError =>
  incorrect(
    'missing-quantity',
    `the base duty of ${printCode(code)} is ${printDuty(duty)}, and no quantity in ${unit} was given`,
    `Give --quantity ${unit}=AMOUNT (in a file: quantity.${unit}).`,
  );

function baseAmount({ duty }: BaseDuty, entry: Entry): { readonly amount: Cents; readonly rate: Ppm } {
  for (const unit of unitsOf(duty))
    if (entry.quantity[unit] === undefined) throw missingQuantity(entry.code, duty, unit);
  const amount = dutyOf(duty, { value: entry.value, base: 0, quantity: (unit) => entry.quantity[unit] });
  if (duty.kind === 'ad-valorem') return { amount, rate: duty.rate };
  return { amount, rate: entry.value === 0 ? 0 : mulDiv(amount, ONE, entry.value) };
}

function baseLine(base: BaseDuty, amount: Cents, entry: Entry): DutyLine {
  return {
    measure: base.column,
    program: 'base',
    heading: printCode(entry.code),
    rate: printDuty(base.duty),
    base: { kind: 'customs-value', share: 1, value: printCents(entry.value) },
    amount: printCents(amount),
    instrument: 'schedule',
    clause: base.column,
    cite: base.cite,
  };
}

function lineOf(standing: Standing, finding: Extract<Finding, { is: 'charged' }>, entry: Entry): DutyLine {
  const { instrument, act } = finding.by;
  const mark = markOf(finding.by);
  return {
    measure: standing.measure.id,
    program: standing.measure.program,
    heading: finding.heading,
    rate: printDuty(finding.duty),
    base: {
      kind: finding.base,
      share: finding.share / ONE,
      value: printCents(share(entry.value, finding.share)),
    },
    amount: printCents(finding.amount),
    instrument: instrument.id,
    clause: act.clause,
    cite: instrument.cite,
    ...(mark ? { mark } : {}),
  };
}

const firstHeading = (standing: Standing): string => standing.heading[0]?.heading ?? '';

interface Judged {
  readonly standing: Standing;
  readonly finding: Finding;
}

/** Most measures do not concern the goods at all; what follows looks at the others. */
function concerned(standings: readonly Standing[], findings: readonly Finding[]): Judged[] {
  const judged: Judged[] = [];
  for (let index = 0; index < findings.length; index++)
    if (findings[index]!.is !== 'out')
      judged.push({ standing: standings[index]!, finding: findings[index]! });
  return judged;
}

function suppressedOf(judged: readonly Judged[], { zone }: Setting): readonly Suppressed[] {
  return judged.flatMap(({ standing, finding }) => {
    const reason = reasonOf(standing, finding, zone);
    if (!reason) return [];
    const { instrument, act } = reason.by;
    return [
      {
        measure: standing.measure.id,
        heading: firstHeading(standing),
        why: reason.why,
        instrument: instrument.id,
        clause: act.clause,
      },
    ];
  });
}

function headingsOf({ finding }: Judged): readonly string[] {
  const own = finding.is === 'charged' ? [finding.heading] : [];
  const exceptions =
    finding.is === 'excepted'
      ? [finding.exception]
      : finding.is === 'charged'
        ? finding.claimed
        : finding.is === 'left-nothing'
          ? finding.exceptions
          : [];
  return [...own, ...exceptions.flatMap(({ value }) => value.heading ?? [])];
}

const isChapter99 = (heading: string): boolean => /^99\d\d\.\d\d\.\d\d/.test(heading);

/** Chapter 99 headings to declare, exceptions too, in CBP's order of programs. */
function filingOf(judged: readonly Judged[], { pack }: Setting): readonly string[] {
  const order = ({ standing }: Judged) => pack.programs[standing.measure.program]?.filing ?? 99;
  const headings = [...judged].sort((a, b) => order(a) - order(b)).flatMap(headingsOf);
  return [...new Set(headings.filter(isChapter99))];
}

const byScreenOrder =
  ({ pack }: Setting) =>
  (a: Judged, b: Judged): number =>
    (pack.programs[a.standing.measure.program]?.order ?? 99) -
    (pack.programs[b.standing.measure.program]?.order ?? 99);

const rateOf = (amount: Cents, value: Cents): number =>
  value === 0 ? 0 : Number((amount / value).toFixed(6));

/** The facts that the default working of an entry asked for in vain, rare claims too. */
export function openFactsOf(setting: Setting, base: BaseDuty, entry: Entry): readonly Gap[] {
  const ground: Ground = { ...setting, entry, base: baseAmount(base, entry), silent: new Map() };
  return [...workOut(ground, new Map()).gaps.values()];
}

/**
 * Assesses one entry. Pure: the same setting, base duty and entry give the same answer.
 * @throws TariffError `missing-quantity` when a specific duty lacks its quantity, `prohibited` when the goods may not be imported.
 */
export function assessEntry(
  setting: Setting,
  base: BaseDuty,
  entry: Entry,
  echo: Readonly<Record<string, unknown>>,
): Assessment {
  const ground: Ground = { ...setting, entry, base: baseAmount(base, entry), silent: new Map() };
  const none: Assumed = new Map();
  const working = workOut(ground, none);
  const budget: Parameters<typeof totalsOf>[3] = { leaves: MOST_LEAVES };
  if (working.ban) throw prohibited(working.ban);
  const total = totalsOf(ground, working, none, budget) ?? { low: working.total, high: working.total };
  const judged = concerned(setting.view.standings, working.findings).sort(byScreenOrder(setting));
  const lines = judged.flatMap(({ standing, finding }) =>
    charged(finding) ? [lineOf(standing, finding, entry)] : [],
  );
  const assumptions = [...working.gaps.values()].map(({ assumption }) => assumption);
  return {
    basis: setting.basis,
    entry: echo,
    total: { low: printCents(total.low), high: printCents(total.high) },
    rate: { low: rateOf(total.low, entry.value), high: rateOf(total.high, entry.value) },
    additional: {
      low: rateOf(total.low - ground.base.amount, entry.value),
      high: rateOf(total.high - ground.base.amount, entry.value),
    },
    lines: [...(base.known ? [baseLine(base, ground.base.amount, entry)] : []), ...lines],
    fees: feesOf(setting.pack.fees[setting.jurisdiction] ?? [], entry),
    suppressed: suppressedOf(judged, setting),
    filing: filingOf(judged, setting),
    questions: questionsOf(ground, working),
    receipt: {
      law: setting.pack.hash,
      engine: ENGINE,
      ...(base.schedule === undefined ? {} : { schedule: base.schedule }),
      assumptions: [
        ...base.notes,
        ...(base.known ? [] : ['base duty not known: only the additional duty is counted']),
        ...assumptions,
        ...(budget.cutOff ? [CUT_OFF] : []),
        ...unknownFees(setting.pack.fees[setting.jurisdiction] ?? [], entry),
      ],
    },
  };
}
