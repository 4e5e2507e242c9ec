import { describe, expect, it } from 'vitest';
import { madeUpTable } from '../../test/economy/made-up.ts';
import { changeTariffs } from './averages.ts';
import { simulate } from './simulate.ts';
import { costOfDelay, splitBetween } from './wait.ts';

const table = madeUpTable(4, 3);
const both = (add: number) =>
  changeTariffs(table, [
    { importer: 'R1', exporter: 'R2', add },
    { importer: 'R2', exporter: 'R1', add },
  ]);
const tariffs = { truce: both(0.3), deal: both(0.1), lapse: both(0.8) };
const simulation = simulate(table, tariffs, { reference: 'truce' });

describe('simulate', () => {
  it('finds no change in the reference itself', () => {
    for (const region of simulation.outcomes.get('truce')!) {
      expect(Math.abs(region.realIncome.central)).toBeLessThan(1e-10);
      expect(region.thisYear.buyersPay.complete).toBe(0);
    }
  });

  it('puts the central figure inside its band, and money to percent of spending and of GDP', () => {
    for (const regions of simulation.outcomes.values())
      regions.forEach((r, j) => {
        expect(r.realIncome.low).toBeLessThanOrEqual(r.realIncome.central);
        expect(r.realIncome.high).toBeGreaterThanOrEqual(r.realIncome.central);
        const spent = simulation.runs[0]!.spending[j]!;
        expect(r.realIncomeYear.central).toBeCloseTo((spent * r.realIncome.central) / 100, 9);
        expect((r.realIncomeOfGdp.central * table.gdp![j]!) / 100).toBeCloseTo(r.realIncomeYear.central, 9);
        expect(r.realIncomeDay.central * 365).toBeCloseTo(r.realIncomeYear.central, 9);
      });
  });

  it('makes both parties worse off by a lapse and better off by a deal, and others the other way round', () => {
    const lapse = simulation.outcomes.get('lapse')!;
    const deal = simulation.outcomes.get('deal')!;
    expect(lapse[0]!.realIncome.high).toBeLessThan(0);
    expect(lapse[1]!.realIncome.high).toBeLessThan(0);
    expect(deal[0]!.realIncome.low).toBeGreaterThan(0);
    expect(lapse[0]!.thisYear.buyersPay.complete).toBeGreaterThan(lapse[0]!.thisYear.buyersPay.chosen);
    expect(lapse[2]!.thisYear.salesAbroad.complete).toBeGreaterThan(0);
  });

  it('gives the same answer twice and always its limits', () => {
    const again = simulate(table, tariffs, { reference: 'truce' });
    expect(again.outcomes).toEqual(simulation.outcomes);
    expect(again.limits.length).toBeGreaterThanOrEqual(5);
  });

  it('refuses a reference that is not an outcome', () => {
    expect(() => simulate(table, tariffs, { reference: 'peace' })).toThrow(
      'The reference peace is not among the outcomes.',
    );
  });

  it('refuses a mean elasticity that puts a sector at 1 or below', () => {
    expect(() => simulate(table, tariffs, { meanElasticities: [1.05] })).toThrow(
      /A mean elasticity of 1.05 puts sector S\d/,
    );
  });
});

describe('costOfDelay', () => {
  const question = {
    parties: ['R1', 'R2'] as const,
    truce: 'truce',
    deal: 'deal',
    lapse: 'lapse',
    hazard: 0.01,
  };

  it('is what the deal would bring a day and the risk of the lapse', () => {
    const [first] = costOfDelay(simulation, question).parties;
    const deal = simulation.outcomes.get('deal')![0]!.realIncomeDay.central;
    const lapse = simulation.outcomes.get('lapse')![0]!.realIncomeDay.central;
    expect(first.forgone.central).toBeCloseTo(deal, 9);
    expect(first.risk.central).toBeCloseTo(0.01 * 90 * -lapse, 9);
    expect(first.cost.central).toBeCloseTo(first.forgone.central + first.risk.central, 9);
  });

  it('splits the gains to 1 and gives more to the side with more room', () => {
    const { parties, moreRoom, ratio, limits } = costOfDelay(simulation, question);
    const [a, b] = parties;
    expect(a.split.central + b.split.central).toBeCloseTo(1, 12);
    const better = a.split.central > b.split.central ? 'R1' : 'R2';
    if (moreRoom) expect(moreRoom).toBe(better);
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(limits.at(-1)).toContain('Rubinstein');
  });

  it('names a region, an outcome or a hazard that does not fit', () => {
    expect(() => costOfDelay(simulation, { ...question, parties: ['R1', 'US'] })).toThrow('no region US');
    expect(() => costOfDelay(simulation, { ...question, lapse: 'war' })).toThrow('no outcome war');
    expect(() => costOfDelay(simulation, { ...question, hazard: 2 })).toThrow('hazard of lapse is 2 a day');
  });
});

describe('splitBetween', () => {
  it.each([
    [1, 3, 0.75],
    [-1, 2, 1],
    [2, 0, 0],
    [0, 0, 0.5],
  ])('gives the first side of costs %d and %d the part %d', (first, second, part) => {
    expect(splitBetween(first, second)).toBe(part);
  });
});
