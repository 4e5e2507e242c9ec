// Verdicts: what a measure does to an entry, told by places in the measure's standing, so that it falls alike for all standings of one shape.

import type { Finding } from '../assess/evaluate.ts';
import { type Duty, FREE } from '../core/duty.ts';
import { fault } from '../core/errors.ts';
import type { Ppm } from '../core/money.ts';
import type { Standing } from '../law/view.ts';
import { dutyKey, type FormulaLine } from './formula.ts';

/** Exceptions are given by their places. */
export type Verdict =
  | { readonly is: 'nothing' }
  /** The goods may not be imported. */
  | { readonly is: 'forbidden' }
  | { readonly is: 'excepted'; readonly exceptions: readonly number[] }
  | { readonly is: 'left-nothing'; readonly exceptions: readonly number[] }
  | {
      readonly is: 'charged';
      readonly share: Ppm;
      /** Of the exception that brings the duty; −1: the measure's own. */
      readonly duty: number;
      /** Place among the measure's headings, or the complement of the exception's that brings the heading. */
      readonly heading: number;
      readonly exceptions: readonly number[];
    };

type Charged = Extract<Finding, { is: 'charged' }>;

const NOTHING: Verdict = { is: 'nothing' };
const FORBIDDEN: Verdict = { is: 'forbidden' };

const placed = (place: number, what: string, { measure }: Standing): number => {
  if (place < 0) throw fault('verdict-unplaced', `${measure.id}: the ${what} of a finding is not its own`);
  return place;
};

function headingPlace(text: string, standing: Standing): number {
  const own = standing.heading.findIndex(({ heading }) => heading === text);
  if (own >= 0) return own;
  const exception = standing.exceptions.findIndex(({ value }) => value.heading === text);
  return -1 - placed(exception, 'heading', standing);
}

function dutyPlace(duty: Duty, standing: Standing): number {
  if (duty === standing.duty.value) return -1;
  const exception = standing.exceptions.findIndex(({ value }) => value.duty === duty);
  return placed(exception, 'duty', standing);
}

/** What the evaluator found about a standing, as a verdict. */
export function verdictOf(finding: Finding, standing: Standing): Verdict {
  const places = (exceptions: Charged['claimed']): readonly number[] =>
    exceptions.map((one) => placed(standing.exceptions.indexOf(one), 'exception', standing));
  if (finding.is === 'excepted') return { is: 'excepted', exceptions: places([finding.exception]) };
  if (finding.is === 'left-nothing') return { is: 'left-nothing', exceptions: places(finding.exceptions) };
  if (finding.is === 'forbidden') return FORBIDDEN;
  if (finding.is !== 'charged') return NOTHING;
  return {
    is: 'charged',
    share: finding.share,
    duty: dutyPlace(finding.duty, standing),
    heading: headingPlace(finding.heading, standing),
    exceptions: places(finding.claimed),
  };
}

/** What of a verdict matters to a measure that waits for it, as the evaluator has it; `standing` is whose verdict it is. */
export function findingFor(verdict: Verdict, { base, duty: { by } }: Standing): Finding {
  if (verdict.is === 'left-nothing') return { is: 'left-nothing', exceptions: [] };
  if (verdict.is !== 'charged') return { is: 'out' };
  const { share } = verdict;
  return { is: 'charged', share, base, duty: FREE, amount: 0, heading: '', by, claimed: [] };
}

const dutyOf = (place: number, { duty, exceptions }: Standing): Duty =>
  place < 0 ? duty.value : exceptions[place]!.value.duty!;

const headingOf = (place: number, { heading, exceptions }: Standing): string =>
  place < 0 ? exceptions[-1 - place]!.value.heading! : heading[place]!.heading;

/** The line that a verdict charges for a standing, if any. */
export function lineFor(verdict: Verdict, standing: Standing): FormulaLine | undefined {
  if (verdict.is !== 'charged') return undefined;
  const { program } = standing.measure;
  return { program, duty: dutyOf(verdict.duty, standing), part: verdict.share };
}

/** The headings of a verdict for a standing, with those of the exceptions claimed. */
export function headingsFor(verdict: Verdict, standing: Standing): readonly string[] {
  if (verdict.is === 'nothing' || verdict.is === 'forbidden') return [];
  const own = verdict.is === 'charged' ? [headingOf(verdict.heading, standing)] : [];
  return [...own, ...verdict.exceptions.flatMap((place) => standing.exceptions[place]!.value.heading ?? [])];
}

/** The same for standings of one shape for which every verdict says the same. */
export const castOf = ({ measure, duty, heading, exceptions }: Standing): string =>
  [
    measure.id,
    dutyKey(duty.value),
    ...heading.map((one) => one.heading),
    ...exceptions.map(({ value }) => value.heading ?? ''),
  ].join('|');
