// Every measure of United States law is charged in a legal case, or refuses one; what is not is named here with the reason.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseCoverage, coverageFigures } from './support/case-coverage.ts';
import { allCases } from './support/cases.ts';
import { embeddedLaw, ROOT } from './support/embedded.ts';

/** Measures that no case can reach, each with its reason. A measure is not to be put here because a case is hard to write. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {};

/** The 512 headings of the agricultural safeguards: test/agreement/safeguards.test.ts asks for each bracket. */
const HELD_ELSEWHERE = /^us\/agriculture\//;

const coverage = caseCoverage(embeddedLaw(), allCases(), 'us');

describe('the measures of the United States', () => {
  it('are each reached by a legal case, but for those named with a reason', () => {
    const unreached = coverage.measures.filter((id) => !coverage.reached.has(id));
    expect(unreached.sort()).toEqual(Object.keys(OUT_OF_REACH).sort());
  });

  it('are charged at each of their rates, but for brackets that are held against the schedule itself', () => {
    const open = coverage.rates.filter((rate) => !coverage.charged.has(rate));
    expect(open.filter((rate) => !HELD_ELSEWHERE.test(rate))).toEqual([]);
  });

  it('are counted as docs/verification.md says', () => {
    const page = readFileSync(join(ROOT, 'docs', 'verification.md'), 'utf8');
    const figures = /<!-- cases -->\n\n([\s\S]*?)\n\n<!-- end of cases -->/.exec(page)?.[1];
    expect(figures, 'write them anew: node dist/scripts/verification-cases.js').toBe(
      coverageFigures(coverage),
    );
  });
});
