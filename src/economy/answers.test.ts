import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { simulateAnswer, waitAnswer } from './answers.ts';
import { tariffsFromLaw } from './from-law.ts';
import type { LawSide } from './law-rates.ts';
import type { Prepared } from './question.ts';
import type { Table } from './table.ts';

const made = madeUpTable(3, 2);
const table: Table = { ...made, regions: ['US', 'CN', 'ROW'] };
const [toys, steel] = table.sectors as [string, string];
const sides: readonly LawSide[] = [
  {
    importer: 'US',
    year: 2024,
    additionalOnly: false,
    weights: [
      { code: '95030000', origin: 'CN', value: 4e9 },
      { code: '95030000', origin: 'VN', value: 1e9 },
      { code: '72081000', origin: 'CN', value: 1e9 },
    ],
  },
  {
    importer: 'CN',
    year: 2024,
    additionalOnly: true,
    weights: [{ code: '720810', origin: 'US', value: 2e9 }],
  },
];
const rates = {
  before: { US: [0.3, 0.1, 0.5], CN: [0.1] },
  lapse: { US: [0.54, 0.1, 0.74], CN: [0.34] },
  'deal-for-good': { US: [0.3, 0.1, 0.5], CN: [0.1] },
};
const sectorOf = (code: string) => (code.startsWith('95') ? toys : steel);
const prepared: Prepared = {
  known: '2025-07-29',
  deadline: '2025-08-12',
  table,
  sides,
  scenarios: Object.keys(rates).map((id) => ({ id, title: `${id} it is` })),
  law: tariffsFromLaw(table, sides, sectorOf, rates),
  nameOf: (_, code) => (code.startsWith('95') ? 'Toys' : ''),
  linkages: { shares: [] },
};

describe('simulateAnswer', () => {
  const answer = simulateAnswer(prepared, { products: 5, passThrough: 0.25 });
  const [lapse, deal] = answer.outcomes;

  it('leaves the reference out, and says which outcome changes nothing', () => {
    expect(answer.outcomes.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ['lapse', true],
      ['deal-for-good', false],
    ]);
    expect(deal!.longRun[0]!.realIncomeYear).toEqual({ central: '0', low: '0', high: '0' });
    expect(deal!.thisYear[0]!).toMatchObject({ products: [], diversion: [] });
  });

  it('gives the duty of each pair before and after: (4 × 54 % + 1 × 74 %) / 5 = 58 %', () => {
    expect(lapse!.duties[0]).toEqual({
      importer: 'US',
      exporter: 'CN',
      rate: 0.58,
      before: 0.34,
      additionalOnly: false,
    });
  });

  it('gives what the same purchases cost more: 4 bn × 24 points + 1 bn × 24 points, all passed on', () => {
    const { complete, chosen, value, products } = lapse!.thisYear[0]!;
    expect(complete.buyersPay).toBe('1200000000');
    expect(value).toBe('6000000000');
    expect(chosen.passThrough).toBe(0.25);
    expect(Number(chosen.buyersPay)).toBeLessThan(0.3 * 1.2e9);
    expect(products[0]).toMatchObject({ code: '95030000', name: 'Toys', origin: 'CN', duty: 0.54 });
  });

  it('counts what each region sells: what turns from China to Vietnam is in the rest of the world', () => {
    const sold = Object.fromEntries(lapse!.salesThisYear.map((one) => [one.region, Number(one.chosen)]));
    expect(sold.CN).toBeLessThan(0);
    expect(sold.ROW).toBeGreaterThan(0);
  });

  it('answers for the regions asked, and refuses others by name', () => {
    const two = simulateAnswer(prepared, { parties: ['US', 'CN'] });
    expect(two.outcomes[0]!.longRun.map(({ region }) => region)).toEqual(['US', 'CN']);
    expect(() => simulateAnswer(prepared, { parties: ['EU'] })).toThrow('the table has no region "EU"');
  });

  it.each([
    [{ passThrough: 3 }, 'pass-through of 3'],
    [{ elasticity: 1 }, 'mean elasticity of 1'],
    [{ products: -1 }, '"-1" is not a number of products'],
  ])('refuses %j', (settings, message) => {
    expect(() => simulateAnswer(prepared, settings)).toThrow(message);
  });
});

describe('the switches', () => {
  const lapse = (settings: object) =>
    simulateAnswer(prepared, settings).outcomes[0]!.longRun[0]!.realIncome.central;

  it('give other figures each, and are not combined', () => {
    expect(new Set([lapse({}), lapse({ profits: true }), lapse({ elasticity: 4 })]).size).toBe(3);
    expect(simulateAnswer(prepared, { profits: true }).settings).toMatchObject({ profits: true });
    expect(() => simulateAnswer(prepared, { profits: true, linkages: true })).toThrow('two models');
  });
});

describe('waitAnswer', () => {
  it('names the deal by its first words, and puts what buyers would pay beside the long run', () => {
    const answer = waitAnswer(prepared, { parties: ['US', 'CN'], deal: 'deal' });
    expect(answer.question).toMatchObject({ deal: 'deal-for-good', hazard: 0.01, lapseDays: 90 });
    expect(answer.parties[0]!.buyersPayIfLapsed).toBe(String(Math.round(1.2e9 / 365)));
    expect(answer.parties[0]!.forgone.central).toBe('0');
    expect(answer.limits.at(-1)).toContain('Rubinstein');
  });

  it('has no import lines of the rest of the world', () => {
    const { parties } = waitAnswer(prepared, { parties: ['US', 'ROW'], deal: 'deal' });
    expect(parties[1]!.buyersPayIfLapsed).toBeNull();
  });
});
