// Rates as the tariff schedule prints them: a duty that can be computed, or a text that must be worked out by hand.

import { type Duty, unitsOf } from '../core/duty.ts';
import { parseDuty } from '../core/duty-text.ts';
import { TariffError } from '../core/errors.ts';

export type Rate =
  | { readonly kind: 'duty'; readonly duty: Duty }
  /** Depends on more than value and quantity: refused with its words, never taken as zero. */
  | { readonly kind: 'text'; readonly text: string };

const ENTITY: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  cent: '¢',
  deg: '°',
};

/** A text of the export without markup: `2.5% <u></u>` is `2.5%`, `m<sup>3</sup>` and `m³` are `m3`. */
export function plainText(text: string): string {
  return text
    .replace(/<sup[^>]*>\s*([23])\s*<\/sup>/gi, '$1 ')
    .replace(/²/g, '2')
    .replace(/³/g, '3')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (all, name: string) => ENTITY[name.toLowerCase()] ?? all)
    .replace(/\s+/g, ' ')
    .trim();
}

/** A rate text without markup, stray signs and uneven spacing; the words stay those of the schedule. */
export function tidyRate(text: string): string {
  return plainText(text)
    .replace(/¢;/g, '¢')
    .replace(/¢ \//g, '¢/')
    .replace(/\s*\+\s*/g, ' + ')
    .replace(/([a-z])- ([a-z])/g, '$1$2')
    .replace(/[`,;\s]+$/, '')
    .replace(/%\s*\/$/, '%')
    .trim();
}

/** `33 1/3%` is 33.3333 %, the last digit kept (rates are whole parts per million). */
const decimals = (text: string): string =>
  text.replace(/(\d+) (\d)\/(\d)\s*%/g, (_, whole: string, top: string, bottom: string) => {
    const fraction = Math.floor((Number(top) * 10_000) / Number(bottom));
    return `${whole}.${String(fraction).padStart(4, '0')}%`;
  });

const units = (text: string): string =>
  text
    .replace(/% on the entire set$/, '%')
    .replace(/\bpf\.\s*liter/gi, 'pf. liter')
    .replace(/\/\s*line\s*\/\s*gross/gi, '/line gross')
    .replace(/\/1,?000 pins/g, '/thousand pins')
    .replace(/\/1,?000\b/g, '/thousand')
    .replace(/\/lin\. m\b/g, '/m')
    .replace(/, including weight of container/g, ' on contents and container')
    .replace(/\/m2\s?of\b/g, '/m2 of')
    .replace(/(\d)kg$/, '$1/kg');

const UNIT =
  /^(each|kg|clean kg|g|t|litre|proof litre|dozen|dozen pair|pair|gross|line gross|thousand|thousand pins|m|m2|m3|barrel|carat|jewel|pack|article)( (on|of) .+)?$/;

function readOnce(text: string): Rate {
  try {
    const duty = parseDuty(units(decimals(text)));
    if (unitsOf(duty).every((unit) => UNIT.test(unit))) return { kind: 'duty', duty };
  } catch (error) {
    if (!(error instanceof TariffError)) throw error;
  }
  return { kind: 'text', text };
}

const kept = new Map<string, Rate>();

/**
 * Reads a rate of the schedule. Never throws: what is not a number comes back as its text.
 * @example readRate('2.5% <u></u>') // { kind: 'duty', duty: { kind: 'ad-valorem', rate: 25000 } }
 */
export function readRate(text: string): Rate {
  const rate = kept.get(text) ?? readOnce(tidyRate(text));
  kept.set(text, rate);
  return rate;
}
