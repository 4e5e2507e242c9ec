import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASICS, instrument, packOf, TRUCE } from '../../test/support/mini-law.ts';
import { printDuty } from '../core/duty.ts';
import { parseMoment } from '../core/moment.ts';
import { at } from '../core/timeline.ts';
import { listed, sizeAt } from './goods-list.ts';
import { resolve } from './resolve.ts';

const noon = (day: string) => parseMoment(`${day}T12:00`, 'America/New_York');

const pack = packOf([...BASICS, ...TRUCE]);

function standing(files: Parameters<typeof packOf>[0], known: string, on: string): string {
  const measure = resolve(packOf(files), noon(known)).measures.find(({ id }) => id === 'us/rec/cn');
  return measure
    ? `${at(measure.state, noon(on)).is} ${printDuty(at(measure.duty, noon(on)).value)}`
    : 'unknown';
}

describe('the fold', () => {
  it('gives back 34, not 125, when the truce lapses on 12 August as known on 29 July', () => {
    expect(standing([...BASICS, ...TRUCE], '2025-07-29', '2025-08-11')).toBe('suspended 34%');
    expect(standing([...BASICS, ...TRUCE], '2025-07-29', '2025-08-13')).toBe('in-force 34%');
    expect(standing([...BASICS, ...TRUCE], '2025-07-29', '2025-05-01')).toBe('in-force 125%');
  });

  it('keeps the suspension to 10 November as known on 12 August', () => {
    expect(standing([...BASICS, ...TRUCE], '2025-08-12', '2025-08-13')).toBe('suspended 34%');
    expect(standing([...BASICS, ...TRUCE], '2025-08-12', '2025-11-10')).toBe('in-force 34%');
  });

  it('does not know an order before the day it is published', () => {
    expect(standing([...BASICS, ...TRUCE], '2025-04-01', '2025-05-01')).toBe('unknown');
  });

  it('an instrument signed after `known` changes nothing, whatever it says', () => {
    const days = fc.integer({ min: 1, max: 28 }).map((day) => `2025-07-${String(day).padStart(2, '0')}`);
    const effect = fc.constantFrom(
      '{clause: x, end: us/rec/*, from: 2025-01-01}',
      '{clause: x, amend: us/rec/cn, from: 2025-01-01, duty: +99%}',
      '{clause: x, suspend: us/rec/*, from: 2025-01-01}',
    );
    fc.assert(
      fc.property(days, effect, (signed, act) => {
        const late = instrument('late', signed, [act]);
        const known = noon('2025-06-30');
        const plain = resolve(pack, known);
        const more = resolve(packOf([...BASICS, ...TRUCE, late]), known);
        expect(JSON.stringify(more.measures)).toBe(JSON.stringify(plain.measures));
      }),
      { numRuns: 30 },
    );
  });

  it('suspend then lapse gives back the live amended rate, whatever was amended meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 15, max: 30 }), (percent, day) => {
        const amended = instrument('amended', `2025-05-${day}`, [
          `{clause: x, amend: us/rec/cn, from: 2025-05-${day}, duty: +${percent}%}`,
        ]);
        expect(standing([...BASICS, ...TRUCE, amended], '2025-07-29', '2025-08-13')).toBe(
          `in-force ${percent}%`,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('does not depend on the order of the files', () => {
    const fields = (files: Parameters<typeof packOf>[0]) =>
      JSON.stringify(resolve(packOf(files), noon('2025-12-01')).measures);
    const expected = fields([...BASICS, ...TRUCE]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...BASICS, ...TRUCE], { minLength: BASICS.length + TRUCE.length }),
        (files) => {
          expect(fields(files)).toBe(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('what has ended stays ended under a later suspension', () => {
    const ended = instrument('ended', '2025-06-01', ['{clause: x, end: us/rec/cn, from: 2025-06-02}']);
    const suspended = instrument('suspended', '2025-06-03', [
      '{clause: x, suspend: us/rec/cn, from: 2025-06-04, until: 2025-07-01}',
    ]);
    expect(standing([...BASICS, ...TRUCE, ended, suspended], '2025-07-29', '2025-06-10')).toBe('ended 34%');
    expect(standing([...BASICS, ...TRUCE, ended, suspended], '2025-07-29', '2025-07-10')).toBe('ended 34%');
  });

  it('a retroactive act is law for the past once it is published, not before', () => {
    const retro = instrument('retro', '2025-06-20', [
      '{clause: x, amend: us/rec/cn, from: 2025-05-01, until: 2025-05-14, duty: +20%}',
    ]);
    expect(standing([...BASICS, ...TRUCE, retro], '2025-06-19', '2025-05-02')).toBe('in-force 125%');
    expect(standing([...BASICS, ...TRUCE, retro], '2025-06-20', '2025-05-02')).toBe('in-force 20%');
    expect(standing([...BASICS, ...TRUCE, retro], '2025-06-20', '2025-08-13')).toBe('in-force 34%');
  });
});

describe('lists', () => {
  const made = [
    instrument('list-made', '2025-04-02', [
      '{clause: Annex, list: us/annex, add: [8471, 8517.13.00, 3004.90.92 ex for rare diseases], from: 2025-04-05}',
    ]),
    instrument('list-changed', '2025-09-05', [
      '{clause: Annex, list: us/annex, add: [7108], remove: [8471.30], from: 2025-09-08}',
    ]),
  ];
  const listOn = (known: string) =>
    resolve(packOf([...BASICS, ...TRUCE, ...made]), noon(known)).lists.get('us/annex')!;

  it('a change obeys both clocks', () => {
    expect(listed(listOn('2025-09-04'), '71081210', noon('2025-10-01'))).toBe('no');
    expect(listed(listOn('2025-09-05'), '71081210', noon('2025-09-07'))).toBe('no');
    expect(listed(listOn('2025-09-05'), '71081210', noon('2025-09-08'))).toBe('yes');
    expect(sizeAt(listOn('2025-09-05'), noon('2025-09-07'))).toBe(3);
  });

  it('the longest prefix with a decision wins', () => {
    const list = listOn('2025-09-05');
    expect(listed(list, '8471300100', noon('2025-09-07'))).toBe('yes');
    expect(listed(list, '8471300100', noon('2025-09-08'))).toBe('no');
    expect(listed(list, '8471410100', noon('2025-09-08'))).toBe('yes');
  });

  it('is unknown where the code is too short or only part is meant', () => {
    const list = listOn('2025-09-05');
    expect(listed(list, '8517', noon('2025-09-07'))).toBe('unknown');
    expect(listed(list, '8471', noon('2025-09-08'))).toBe('unknown');
    expect(listed(list, '3004909290', noon('2025-09-08'))).toBe('unknown');
    expect(listed(list, '8518', noon('2025-09-08'))).toBe('no');
  });
});
