// Reads duty texts, ours and the tariff schedule's: `+25%`, `to 15%`, `3.4¢/kg + 5.1%`, `$1.53/t`, `free`.

import { adValorem, type Duty, FREE } from './duty.ts';
import { incorrect } from './errors.ts';
import { type Ppm, parseDecimal } from './money.ts';

const UNITS: Readonly<Record<string, string>> = {
  kg: 'kg',
  kilogram: 'kg',
  g: 'g',
  gram: 'g',
  t: 't',
  ton: 't',
  'metric ton': 't',
  tonne: 't',
  liter: 'litre',
  liters: 'litre',
  litre: 'litre',
  l: 'litre',
  each: 'each',
  'no.': 'each',
  no: 'each',
  number: 'each',
  unit: 'each',
  pcs: 'each',
  head: 'each',
  '1000': 'thousand',
  thousand: 'thousand',
  '1,000': 'thousand',
  doz: 'dozen',
  'doz.': 'dozen',
  dozen: 'dozen',
  'doz. prs.': 'dozen pair',
  'doz. pr.': 'dozen pair',
  'dozen pair': 'dozen pair',
  pr: 'pair',
  'pr.': 'pair',
  'prs.': 'pair',
  prs: 'pair',
  pair: 'pair',
  gross: 'gross',
  m: 'm',
  m2: 'm2',
  'm²': 'm2',
  m3: 'm3',
  'm³': 'm3',
  bbl: 'barrel',
  barrel: 'barrel',
  'pf. liter': 'proof litre',
  'pf.liter': 'proof litre',
  'pf. litre': 'proof litre',
  'proof litre': 'proof litre',
  'proof liter': 'proof litre',
  w: 'watt',
  watt: 'watt',
  watts: 'watt',
  carat: 'carat',
  jewel: 'jewel',
  pack: 'pack',
  pkg: 'pack',
  box: 'box',
  ct: 'carat',
};

/** Our name of a unit of quantity (`liters` → `litre`); the text itself when it is not one we know. */
export const unitName = (text: string): string => {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return UNITS[plain] ?? plain;
};

const fail = (text: string) =>
  incorrect(
    'bad-duty',
    `"${text}" is not a duty that can be computed`,
    'Write +25%, to 15%, free, 3.4 cents/kg, $1.50/each, gap to $21/kg, a sum with +, lesser-of(A; B) or greater-of(A; B).',
  );

const rateOf = (digits: string): Ppm => parseDecimal(digits, 4, 'rate');

function parseSpecific(text: string): Duty | undefined {
  const match = /^(?:(\$)\s*([\d.,]+)|([\d.,]+)\s*(?:¢|cents?))\s*(?:\/|per\s+|\s+)\s*(.+)$/i.exec(text);
  if (!match) return undefined;
  const [, dollar, dollars, cents, of = ''] = match;
  const price = dollar ? parseDecimal(dollars!, 6, 'rate') : parseDecimal(cents!, 4, 'rate');
  return { kind: 'specific', price, unit: of.trim().toLowerCase() === 'kg' ? 'kg' : unitWithNote(of) };
}

/** `kg on contents and container`, `kg on lead content`: the qualifier is part of the unit, for it is another quantity. */
const unitWithNote = (text: string): string => {
  const match = /^(\S+(?:\s(?:liter|litre|ton|prs?\.|pair))?)(\s+on\s+.+|\s+of\s+.+)?$/i.exec(
    text.trim().replace(/\s+/g, ' '),
  );
  return match ? unitName(match[1]!) + (match[2] ?? '').toLowerCase() : unitName(text);
};

function parseTerm(text: string): Duty {
  const plain = text.trim().replace(/\s+/g, ' ');
  if (/^free$/i.test(plain)) return FREE;
  const chosen = /^(lesser|greater)-of\((.*)\)$/.exec(plain);
  if (chosen) return { kind: chosen[1] as 'lesser' | 'greater', of: chosen[2]!.split(';').map(parseDuty) };
  const topUp = /^to ([\d.]+)\s*%$/.exec(plain);
  if (topUp) return { kind: 'top-up', rate: rateOf(topUp[1]!) };
  const gap = /^gap to (.+)$/.exec(plain);
  const floor = gap && parseSpecific(gap[1]!);
  if (floor?.kind === 'specific') return { ...floor, kind: 'gap' };
  const instead = /^([\d.]+)\s*% instead$/.exec(plain);
  if (instead) return { kind: 'instead', rate: rateOf(instead[1]!) };
  const adVal = /^\+?\s*([\d.]+)\s*(?:%|percent)$/i.exec(plain);
  if (adVal) return adValorem(rateOf(adVal[1]!));
  const specific = parseSpecific(plain);
  if (specific) return specific;
  throw fail(text);
}

/**
 * Reads a duty text into a tree.
 * @throws TariffError `bad-duty` for texts that depend on more than numbers ("The rate applicable to …").
 * @example printDuty(parseDuty('3.4¢/kg + 5.1%')) // '3.4 cents/kg + 5.1%'
 */
export function parseDuty(text: string): Duty {
  const plain = text.trim();
  if (plain === '') throw fail(text);
  if (plain.includes('(') && /^(lesser|greater)-of\(/.test(plain)) return parseTerm(plain);
  const terms = plain
    .replace(/^\+/, '')
    .split(/\s*\+\s*/)
    .map(parseTerm);
  return terms.length === 1 ? terms[0]! : { kind: 'sum', terms };
}
