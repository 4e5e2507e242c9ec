// Both sides of the table: what each charges the other, what is agreed, what comes back. Brings the record of the talks.

import record from '#record-pack';
import type { Law } from '../../../src/law.ts';
import { tableOf } from '../../../src/outlook/talks.ts';

export default (law: Law) => ({
  table: (known: string, partner: string) => tableOf(law, record, known, partner),
});
