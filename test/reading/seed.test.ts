// The news text the project starts from, and the same text with names, rates and dates replaced by others of the same kind.

import { describe, expect, test } from 'vitest';
import type { CheckedClaim, Verdict } from '../../src/reading/model.ts';
import { read } from './setup.ts';
import { available, seedText } from './shared.ts';

const DAY = '2025-07-29';

const found = (text: string, kind: string, pattern: RegExp): readonly CheckedClaim[] =>
  read(text, DAY).claims.filter((claim) => claim.kind === kind && pattern.test(claim.text));

const verdicts = (text: string, kind: string, pattern: RegExp): readonly Verdict[] =>
  found(text, kind, pattern).map(({ verdict }) => verdict);

describe.runIf(available)('the text of 29 July 2025', () => {
  const text = available ? seedText() : '';

  test('office, return and ceiling get their verdicts', () => {
    expect(verdicts(text, 'office', /administration/)).toEqual(['contradicted']);
    expect(verdicts(text, 'return', /triple/)).toEqual(['contradicted']);
    expect(verdicts(text, 'rate', /most EU/)).toEqual(['supported-with-difference']);
    expect(verdicts(text, 'deadline', /August 12/)).toEqual(['supported']);
    expect(verdicts(text, 'meeting', /Stockholm/)).toEqual(['supported']);
  });

  test('with other names, rates and dates it gives the changed verdicts', () => {
    const changed = text
      .replaceAll('Biden', 'Trump')
      .replaceAll('Joe Trump', 'Donald Trump')
      .replace('triple-digit rates', '34 percent')
      .replace('August 12', 'August 26');
    expect(verdicts(changed, 'office', /administration/)).toEqual(['supported']);
    expect(verdicts(changed, 'return', /34 percent/)).toEqual(['supported']);
    expect(verdicts(changed, 'deadline', /August 26/)).toEqual(['contradicted']);
  });
});
