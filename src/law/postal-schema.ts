// The shape of `law/<jurisdiction>/postal.yaml`; read when the pack is made, never at run time.

import { z } from 'zod';
import { parseCountry } from '../core/country.ts';
import { parseDecimal, parseShare } from '../core/money.ts';
import type { PostalRule } from './postal.ts';
import { dayText, idText, textAs, tidy } from './scalars.ts';

const rule = z
  .strictObject({
    from: dayText,
    published: dayText,
    limit: textAs((text) => parseDecimal(text, 2, 'amount')),
    origins: z.array(textAs((text) => parseCountry(text))).optional(),
    declared: z.string().optional(),
    sent: z.literal('otherwise').optional(),
    ordinary: z.literal('true').optional(),
    rate: textAs((text) => parseShare(text, 'rate')).optional(),
    told: z.string(),
    free: z.array(z.string()).optional(),
    instrument: idText,
    clause: z.string(),
    cite: z.string(),
    mark: z.enum(['secondary', 'unverified']).optional(),
  })
  .transform(
    ({ origins, free, ...keys }): PostalRule => ({ ...tidy(keys), origins: origins ?? [], free: free ?? [] }),
  );

export const postalSchema = z.array(rule);
