// Reasons in words: why a measure is not charged, and by which act.

import { printDuty } from '../core/duty.ts';
import { FOREVER, printMoment, type Zone } from '../core/moment.ts';
import { printPercent } from '../core/money.ts';
import type { Condition, Exception, Threshold } from '../law/instrument.ts';
import type { Source, Sourced } from '../law/measure.ts';
import type { Standing } from '../law/view.ts';
import type { Finding } from './evaluate.ts';

const bound = ({ op, share }: Threshold): string => `${op} ${printPercent(share)}`;

function span(
  verb: string,
  { before, from }: { readonly before?: number; readonly from?: number },
  zone: Zone,
): string {
  const parts = [
    ...(from === undefined ? [] : [`from ${printMoment(from, zone)} on`]),
    ...(before === undefined ? [] : [`before ${printMoment(before, zone)}`]),
  ];
  return `${verb} ${parts.join(' and ')}`;
}

function names(of: readonly string[]): string {
  return of.length > 3 ? `${of.slice(0, 3).join(', ')} and ${of.length - 3} more` : of.join(' or ');
}

/** A condition as a clause of a sentence about the goods. */
export function inWords(condition: Condition, zone: Zone): string {
  switch (condition.is) {
    case 'goods':
      return `among ${names(condition.goods.any)}`;
    case 'origins':
      return 'of their origin';
    case 'loaded':
    case 'entered':
      return span(condition.is, condition, zone);
    case 'mode':
      return `by ${names(condition.of)}`;
    case 'claim':
      return `${names(condition.of).toUpperCase()} claimed`;
    case 'subject-to':
      return `subject to ${names(condition.of)}`;
    case 'us-content':
      return `United States content ${bound(condition.test)}`;
    case 'base-duty':
      return `base duty ${bound(condition.test)}`;
    case 'unit-value':
      return `value ${condition.test.op} ${printDuty({ kind: 'specific', price: condition.test.price, unit: condition.unit })}`;
    case 'content':
      return `${condition.metal} content ${bound(condition.test)}`;
    case 'fact':
      return `${condition.fact} ${condition.holds ? 'declared' : 'not declared'}`;
    case 'declared':
      return `${condition.fact} declared`;
    case 'any':
    case 'all':
      return condition.of.map((one) => inWords(one, zone)).join(condition.is === 'any' ? ' or ' : ' and ');
    case 'not':
      return `not (${inWords(condition.of, zone)})`;
  }
}

/** The citation of the instrument and the clause of the act. */
export const cited = ({ instrument, act }: Source): string => `${instrument.cite}, ${act.clause}`;

const exceptionWords = ({ value }: Sourced<Exception>, zone: Zone): string =>
  `excepted${value.heading ? ` under ${value.heading}` : ''}: ${inWords(value.when, zone)}`;

export interface Reason {
  readonly why: string;
  readonly by: Source;
}

/** Why a standing measure charges nothing; undefined when it charges or does not concern the goods. */
export function reasonOf(standing: Standing, finding: Finding, zone: Zone): Reason | undefined {
  switch (finding.is) {
    case 'suspended': {
      const until =
        standing.until === FOREVER ? 'until further notice' : `until ${printMoment(standing.until, zone)}`;
      return { why: `suspended ${until} (${cited(standing.state.by)})`, by: standing.state.by };
    }
    case 'displaced': {
      const by = finding.child.state.by;
      return { why: `${finding.child.measure.id} applies in its place (${cited(by)})`, by };
    }
    case 'excepted':
      return {
        why: `${exceptionWords(finding.exception, zone)} (${cited(finding.exception.by)})`,
        by: finding.exception.by,
      };
    case 'left-nothing': {
      const [exception] = finding.exceptions;
      const by = exception?.by ?? standing.duty.by;
      const why = exception
        ? exceptionWords(exception, zone)
        : `charged on ${standing.base}, of which there is none`;
      return { why: `${why} (${cited(by)})`, by };
    }
    default:
      return undefined;
  }
}
