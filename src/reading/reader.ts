// A reader over an opened law and the record: what every shell uses to read a text.

import type { Law } from '../law.ts';
import type { RecordPack } from '../record/pack.ts';
import { engineOracle } from './engine-oracle.ts';
import { language } from './language.ts';
import type { Reading } from './model.ts';
import { type ReadOptions, readText } from './read.ts';

export type Reader = (text: string, options?: Pick<ReadOptions, 'date' | 'known'>) => Reading;

/**
 * Opens a reader; the first call loads the language model.
 * @example const read = await openReader(openLaw(), record); read('The truce with China ends on August 12.', { date: '2025-07-29' })
 */
export async function openReader(law: Law, record: RecordPack): Promise<Reader> {
  const nlp = await language();
  const oracleAt = engineOracle({ law, record: record.talks, controls: record.controls });
  return (text, options = {}) => readText(text, { ...options, nlp, oracleAt });
}
