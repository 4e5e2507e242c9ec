// What the page can ask about a text: read here, in the worker; record and language model come with the first text.

import record from '#record-pack';
import type { Law } from '../../../src/law.ts';
import type { Shipment } from '../../../src/outlook/exposure.ts';
import { type GoodsMeaning, meaningFor } from '../../../src/reading/goods-meaning.ts';
import type { Reading } from '../../../src/reading/model.ts';
import { openReader } from '../../../src/reading/reader.ts';

export interface TextQuestion {
  readonly text: string;
  /** Else the day that the text states. */
  readonly date?: string;
  /** Else the day of the text. */
  readonly known?: string;
}

/** The questions answered by an opened law. */
export default async function reading(law: Law) {
  const reader = await openReader(law, record);
  const read = ({ text, ...options }: TextQuestion): Reading => reader(text, options);
  return {
    read,
    goods: (question: TextQuestion, shipments: readonly Shipment[]): GoodsMeaning =>
      meaningFor(law, read(question), shipments),
  };
}
