// Rates of other days: an earlier rate told as past is right, told as present it is late; one that is already law can lie ahead.

import type { Claim, Judgement } from './model.ts';
import type { Step } from './oracle.ts';
import { goodsOf, matches } from './rate-words.ts';
import { gap, judge, law, plain, type Setting } from './verdict.ts';

/** How far ahead a rate of the law may lie for a text to mean it, in days. */
const AHEAD = 31;

/** A program named as one part of a total. */
const INCLUDED = /\b(?:includ\w+|in (?:all|total)|all told|altogether|with the|together)\b/i;

/** Total or, for a program, its part; without one a part counts only where the text tells of a past or a new duty. */
function fits(claim: Claim, { points, parts }: Step): boolean {
  const { program, added } = claim.slots;
  const own = parts.filter(({ measure }) => program !== undefined && measure.startsWith(program));
  const any = added === true ? parts : own;
  return (
    ((program === undefined || INCLUDED.test(claim.text)) && matches(claim, points)) ||
    any.some((one) => one.points !== undefined && matches(claim, one.points))
  );
}

/** The step meant: one to come unless it is told as past, else the last one that fits. */
function chosen(claim: Claim, steps: readonly Step[], on: string): number {
  const fitting = steps.flatMap((step, index) => (fits(claim, step) ? [{ from: step.from, index }] : []));
  const coming = fitting.find(({ from }) => from > on && gap(from, on) <= AHEAD)?.index;
  const held = fitting.filter(({ from }) => from <= on).at(-1)?.index;
  return (claim.mood === 'past' ? held : (coming ?? held)) ?? coming ?? -1;
}

export function againstSteps(
  claim: Claim,
  { oracle, on }: Setting,
  importer: string,
  partner: string,
  code?: string,
): Judgement | undefined {
  const steps = oracle.steps(importer, partner, code);
  const index = chosen(claim, steps, on);
  const step = steps[index];
  if (!step) return undefined;
  const until = steps[index + 1]?.from;
  const question = { importer, partner, on: step.from };
  const cited = (oracle.duty(code === undefined ? question : { ...question, code })?.parts ?? []).map(law);
  const part = step.parts.find(({ points }) => points !== undefined && matches(claim, points));
  const sum = matches(claim, step.points) || !part ? '' : ` (${part.measure} ${plain(part.points!)})`;
  const pay = `${goodsOf(partner)} ${step.from > on ? 'pay' : 'paid'} ${plain(step.points)} points above the normal duty${sum} from ${step.from}${until === undefined ? '' : ` to ${until}`}`;
  if (step.from > on)
    return claim.mood === 'fact' && claim.slots.coming !== true
      ? judge('supported-with-difference', `Not yet: as the law stands, ${pay}.`, cited)
      : judge('supported', `As the law stands, ${pay}.`, cited);
  return claim.mood === 'past'
    ? judge('supported', `Then, ${pay}.`, cited)
    : judge('supported-with-difference', `That is an earlier rate: ${pay}.`, cited);
}
