// One reader over the embedded law and record, for the tests of reading.

import record from '#record-pack';
import { openLaw } from '../../src/index.ts';
import type { Reading } from '../../src/reading/model.ts';
import { openReader } from '../../src/reading/reader.ts';

export const law = openLaw();
export { record };

export const reader = await openReader(law, record);

export const read = (text: string, date: string, known = date): Reading => reader(text, { date, known });
