// Goods codes of the Harmonized System and sets of them. A set is a table of prefixes: never a substring search.

import { incorrect } from './errors.ts';

/** 2 to 10 digits, even in number, no dots: `85076000`. */
export type GoodsCode = string;

/** @throws TariffError `bad-code` */
export function parseCode(text: string): GoodsCode {
  const digits = text.trim().replace(/[.\s]/g, '');
  if (/^\d{2,10}$/.test(digits) && digits.length % 2 === 0) return digits;
  throw incorrect(
    'bad-code',
    `"${text}" is not a tariff code`,
    'Write 8 or 10 digits, with or without dots, for example 8507.60.00.20.',
  );
}

/** `8507.60.00.20`. */
export function printCode(code: GoodsCode): string {
  if (code.length <= 4) return code;
  const rest = code.slice(4).match(/\d{1,2}/g) ?? [];
  return [code.slice(0, 4), ...rest].join('.');
}

/** Prefixes of a code, longest first: 10, 8, 6, 4, 2 digits. */
export function prefixesOf(code: GoodsCode): readonly string[] {
  const prefixes: string[] = [];
  for (let length = code.length; length >= 2; length -= 2) prefixes.push(code.slice(0, length));
  return prefixes;
}

/** Whether any of the ascending `codes` lies strictly beneath `code` (has it as a proper prefix). */
export function hasBeneath(codes: readonly string[], code: GoodsCode): boolean {
  let low = 0;
  let high = codes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codes[middle]! <= code) low = middle + 1;
    else high = middle;
  }
  return codes[low]?.startsWith(code) ?? false;
}
