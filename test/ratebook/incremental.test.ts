// A book compiled with the answers of another law is the same book, and asks only what the difference between the laws touches.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/core/day.ts';
import type { Instrument } from '../../src/law/instrument.ts';
import type { Pack } from '../../src/law/pack.ts';
import { resolve } from '../../src/law/resolve.ts';
import { type Answers, askedOf, newAnswers } from '../../src/ratebook/answers.ts';
import { printAnswers, readAnswers } from '../../src/ratebook/answers-text.ts';
import { compile } from '../../src/ratebook/compile.ts';
import { encodeBook } from '../../src/ratebook/kernel-encode.ts';
import { openCatalogue } from '../../src/schedule/catalogue.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const KNOWN = '2026-11-01';
const ENGINE = 'this build';
const { known } = law.as({ known: KNOWN }).resolved();

/** Every seventh line of the schedule. */
const catalogue = openCatalogue(law.catalogue().rows.filter((_, index) => index % 7 === 0));

interface Compiled {
  readonly bytes: Uint8Array;
  readonly asked: number;
  readonly answers: Answers;
}

/** Compiles the law of some instruments for a few origins from 2025 on. */
function compiled(instruments: readonly Instrument[], answers: Answers): Compiled {
  const pack: Pack = { ...law.pack, instruments };
  const before = askedOf(answers);
  const book = compile({
    pack,
    law: resolve(pack, known),
    territory: law.territory(),
    catalogue,
    known: KNOWN,
    origins: ['CN', 'DE', 'GB', 'MX', 'RU'],
    from: parseDay('2025-01-01'),
    answers,
  });
  return { bytes: encodeBook(book), asked: askedOf(answers) - before, answers };
}

/** Answers as the next command reads them. */
const kept = ({ answers }: Compiled): Answers => readAnswers(printAnswers(answers, ENGINE), ENGINE)!;

const all = law.pack.instruments;
const ours = all.filter(({ id, published }) => id.startsWith('us/') && published <= known);
const whole = compiled(all, newAnswers());
const without = (ids: readonly string[]) => all.filter(({ id }) => !ids.includes(id));

const same = (one: Compiled, other: Compiled): boolean => Buffer.compare(one.bytes, other.bytes) === 0;

describe('compiling with the answers of another law', () => {
  it('asks nothing when the law is the same, and gives the same bytes', () => {
    const again = compiled(all, kept(whole));
    expect(again.asked).toBe(0);
    expect(same(again, whole)).toBe(true);
    expect(whole.asked).toBeGreaterThan(1000);
  });

  it('asks nothing when only an instrument of another territory is new', () => {
    const ids = all.filter(({ id }) => id.startsWith('cn/')).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(10);
    expect(compiled(all, kept(compiled(without(ids), newAnswers()))).asked).toBe(0);
  });

  it('asks nothing when only a rate is changed, and charges the new one', () => {
    const raised = all.map(
      (instrument): Instrument => ({
        ...instrument,
        acts: instrument.acts.map((act) =>
          act.act === 'impose' && act.target === 'us/122/surcharge'
            ? { ...act, fields: { ...act.fields, duty: { kind: 'ad-valorem', rate: 123_400 } } }
            : act,
        ),
      }),
    );
    const warm = compiled(raised, kept(whole));
    expect(warm.asked).toBe(0);
    expect(same(warm, whole)).toBe(false);
    expect(same(warm, compiled(raised, newAnswers()))).toBe(true);
  });

  it('gives the bytes of a compilation from the start whatever instruments are taken out or added', () => {
    let asked = 0;
    let fresh = 0;
    fc.assert(
      fc.property(
        fc.subarray(
          ours.map(({ id }) => id),
          { minLength: 1, maxLength: 12 },
        ),
        (ids) => {
          const scratch = compiled(without(ids), newAnswers());
          const removed = compiled(without(ids), kept(whole));
          expect(same(removed, scratch)).toBe(true);
          const added = compiled(all, kept(scratch));
          expect(same(added, whole)).toBe(true);
          expect(removed.asked).toBeLessThanOrEqual(scratch.asked);
          expect(added.asked).toBeLessThanOrEqual(whole.asked);
          asked += removed.asked + added.asked;
          fresh += scratch.asked + whole.asked;
        },
      ),
      // Lists that only one of the two laws has must not show in what a cell reads.
      { numRuns: 12, examples: [[['us/proc-10908', 'us/proc-11063']]] },
    );
    expect(asked / fresh).toBeLessThan(0.5);
  }, 600_000);

  it('asks less than one question in fifty when the newest instruments are added one by one', () => {
    const newest = [...ours].sort((a, b) => b.published - a.published).slice(0, 5);
    let answers = kept(compiled(without(newest.map(({ id }) => id)), newAnswers()));
    for (let left = newest.length - 1; left >= 0; left--) {
      const next = compiled(without(newest.slice(0, left).map(({ id }) => id)), answers);
      expect(next.asked).toBeLessThan(whole.asked / 50);
      answers = kept(next);
    }
  }, 120_000);

  it('takes nothing over from another build of the engine', () => {
    expect(readAnswers(printAnswers(whole.answers, 'another build'), ENGINE)).toBeUndefined();
  });
});
