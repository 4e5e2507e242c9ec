// The special column: `Free (A,AU,CA) 3.2% (KR) See 9823.04.01 (S+)` as rates, each with its programs.

import { tidyRate } from './rate.ts';

export interface SpecialRate {
  /** The rate as printed, for `readRate`. */
  readonly text: string;
  /** Symbols of the programs that have it: `KR`, `A*`, `S+`. */
  readonly programs: readonly string[];
}

/** A bracket that holds nothing but symbols; other brackets belong to the words of the rate. */
const BRACKET = /\(\s*([A-Z]{1,2}[+*]?(?:[\s,.]+[A-Z]{1,2}[+*]?)*)[\s,.]*(?:\)|$)/g;

/** Reads the special column. Empty brackets, doubled commas and a missing last bracket are forgiven; other words are not rates. */
export function parseSpecial(text: string): readonly SpecialRate[] {
  const rates: { text: string; programs: string[] }[] = [];
  let end = 0;
  for (const match of text.matchAll(BRACKET)) {
    const rate = tidyRate(text.slice(end, match.index).replace(/^\s*[,)]+/, ''));
    const programs = match[1]!.split(/[\s,.]+/).filter((symbol) => symbol !== '');
    end = match.index + match[0].length;
    if (rate !== '') rates.push({ text: rate, programs });
    else rates.at(-1)?.programs.push(...programs);
  }
  return rates;
}

const printed = ({ text, programs }: SpecialRate): string => `${text} (${programs.join(',')})`;

/** What `parseSpecial` reads back to the same rates. */
export const printSpecial = (rates: readonly SpecialRate[]): string => rates.map(printed).join(' ');

/** The rate of a program's symbol, as printed; undefined where the line gives it none. */
export const specialRate = (special: string, symbol: string): string | undefined =>
  parseSpecial(special).find(({ programs }) => programs.includes(symbol))?.text;
