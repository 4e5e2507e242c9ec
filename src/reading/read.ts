// Reads a text against law and record: sentences, claims, verdicts, at the day of the text.

import type { WinkMethods } from 'wink-nlp';
import { parseDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { checkClaim } from './check.ts';
import { claimsOf } from './claims.ts';
import { contextsOf } from './context.ts';
import { gazetteerOf } from './gazetteer.ts';
import type { Reading } from './model.ts';
import type { Oracle } from './oracle.ts';
import { sentencesOf } from './sentences.ts';
import { plainText, statedDate } from './text.ts';

export interface ReadOptions {
  /** Day of the text; else the day it states of itself. */
  readonly date?: string;
  /** Known law and record; else those of the text's day. */
  readonly known?: string;
  readonly nlp: WinkMethods;
  /** Answers as known on a day. */
  readonly oracleAt: (known: string) => Oracle;
}

/**
 * Every checkable claim of a text with its verdict.
 * @throws TariffError `no-date` when the text states none and none is given; those of `plainText`
 */
export function readText(input: string, { date, known, nlp, oracleAt }: ReadOptions): Reading {
  const text = plainText(input);
  const on = date ?? statedDate(input);
  if (on === undefined)
    throw incorrect('no-date', 'the text does not state its date', 'Give it with --date YYYY-MM-DD.');
  const document = parseDay(on);
  const oracle = oracleAt(known ?? on);
  const then = oracle.known > on ? oracleAt(on) : oracle;
  const contexts = contextsOf(sentencesOf(text, nlp), gazetteerOf(oracle.record), oracle.record, document);
  const claims = claimsOf(contexts).map((claim) => checkClaim(claim, { oracle, then, on }));
  return { date: on, basis: { known: oracle.known, on }, text, claims };
}
