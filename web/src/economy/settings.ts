// The settings of the economy's view, read from the address; sliders change it without a step to go back to.

import { useEffect, useState } from 'preact/hooks';
import { param } from '../state.ts';

export interface EconomySettings {
  readonly sides: readonly [string, string];
  readonly deadline: string;
  readonly deal: string;
  /** Chance a day that the truce lapses. */
  readonly hazard: number;
  readonly days: number;
  readonly passThrough: number;
  /** Undefined: the table's own elasticities. */
  readonly elasticity: number | undefined;
  readonly linkages: boolean;
  /** Outcome whose products are listed. */
  readonly shown: string;
}

const DEAL = 'deal-at-10-for-good';

/** A number of the address within bounds, or what it is otherwise. */
function within(name: string, otherwise: number, low: number, high: number): number {
  const text = param(name);
  const value = Number(text);
  return text !== '' && value >= low && value <= high ? value : otherwise;
}

export const readSettings = (): EconomySettings => ({
  sides: [param('a', 'US'), param('b', 'CN')],
  deadline: param('deadline'),
  deal: param('deal', DEAL),
  hazard: within('hazard', 1, 0, 5) / 100,
  days: within('days', 90, 1, 3650),
  passThrough: within('pass', 50, 0, 100) / 100,
  elasticity: param('elasticity') === '' ? undefined : within('elasticity', 5, 2.5, 10),
  linkages: param('linkages') === 'yes',
  shown: param('shown', 'lapse'),
});

/** A value that follows after a moment of rest, so that a dragged slider asks once. */
export function useRested<T>(value: T, milliseconds = 150): T {
  const [rested, setRested] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [key]);
  return rested;
}
