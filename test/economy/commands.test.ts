// The economy's commands on the law of 29 July 2025: both sides of the table, the reference, the words.

import { describe, expect, it } from 'vitest';
import type { SimulateAnswer } from '../../src/economy/index.ts';
import { rosenbad } from '../cli/run.ts';

const STOCKHOLM = ['--known', '2025-07-29', '--deadline', '2025-08-12'];
const json = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out);

describe('rosenbad simulate', () => {
  const answer: SimulateAnswer = json('simulate', ...STOCKHOLM, '--products', '2');
  const of = (outcome: string) => answer.outcomes.find((one) => one.outcome === outcome)!;
  const long = (outcome: string, region: string) => of(outcome).longRun.find((one) => one.region === region)!;
  const year = (outcome: string, importer: string) =>
    of(outcome).thisYear.find((one) => one.importer === importer)!;

  it('an extension and a deal at 10 change nothing against the day before; a lapse and a break cost both sides', () => {
    for (const outcome of ['extend-90-days', 'deal-at-10-for-good']) {
      expect(of(outcome).changes).toBe(false);
      for (const region of ['US', 'CN'])
        expect(Math.abs(long(outcome, region).realIncome.central)).toBeLessThan(1e-9);
    }
    for (const region of ['US', 'CN']) {
      expect(long('lapse', region).realIncome.high).toBeLessThan(0);
      expect(long('return-to-145', region).realIncome.central).toBeLessThan(
        long('lapse', region).realIncome.central,
      );
    }
  });

  it('every long-run figure has its band, in fractions and whole dollars', () => {
    const { realIncome, realIncomeDay, realIncomeYear } = long('lapse', 'US');
    expect(realIncome.low).toBeLessThanOrEqual(realIncome.central);
    expect(realIncome.high).toBeGreaterThanOrEqual(realIncome.central);
    expect(realIncome.central).toBeGreaterThan(-0.01);
    expect(realIncomeDay.central).toMatch(/^-\d+$/);
    expect(Number(realIncomeYear.central) / 365).toBeCloseTo(Number(realIncomeDay.central), 0);
    expect(answer.limits.length).toBeGreaterThan(3);
    expect(answer.covered.US).toBeGreaterThan(0.85);
  });

  it('this year stands beside it, on the import lines: buyers pay more of Chinese goods and turn to others', () => {
    const { complete, chosen, diversion, products } = year('lapse', 'US');
    expect(Number(complete.buyersPay)).toBeGreaterThan(2 * Number(chosen.buyersPay) * 0.9);
    expect(Number(chosen.sellersPay)).toBeGreaterThan(0);
    const bought = new Map(diversion.map(({ origin, change }) => [origin, Number(change)]));
    expect(bought.get('CN')).toBeLessThan(0);
    expect(bought.get('VN')).toBeGreaterThan(0);
    expect(products).toHaveLength(2);
    expect(products[0]).toMatchObject({ origin: 'CN' });
    expect(products[0]!.duty - products[0]!.dutyBefore).toBeCloseTo(0.24, 6);
  });

  it('what the sides buy less from one region is what its sales this year fall by', () => {
    const sold = of('lapse').salesThisYear.find(({ region }) => region === 'CN')!;
    const bought = year('lapse', 'US').diversion.find(({ origin }) => origin === 'CN')!;
    expect(sold.chosen).toBe(bought.change);
  });

  it('as CSV gives plain values, one column for each end of a band', () => {
    const { out } = rosenbad(['simulate', ...STOCKHOLM, '--outcomes', 'lapse', '--csv', '--parties', 'US']);
    const [head, row] = out
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(row).toHaveLength(head!.length);
    const cell = (title: string) => row![head!.indexOf(title)];
    expect(Number(cell('real income'))).toBeCloseTo(long('lapse', 'US').realIncome.central, 12);
    expect(cell('dollars a day low')).toBe(long('lapse', 'US').realIncomeDay.low);
  });

  it('prints the duties of both sides that it worked with, and both runs', () => {
    const { out } = rosenbad(['simulate', ...STOCKHOLM, '--outcomes', 'lapse,deal']);
    expect(out).toMatch(/lapse +US on CN [\d.]+% → [\d.]+%; CN on US [\d.]+% → 49\.\d+% above its base duty/);
    expect(out).toContain('Under deal-at-10-for-good every duty stays as it is: nothing changes.');
    expect(out).toMatch(/In the long run[\s\S]*This year, on the import lines of 2024/);
    expect(out).toContain('Long-run comparison');
  });

  it('a higher mean elasticity moves the central figure, and the band still holds the others', () => {
    const high: SimulateAnswer = json(
      ...['simulate', ...STOCKHOLM, '--outcomes', 'lapse', '--elasticity', '8'],
    );
    const us = (one: SimulateAnswer) => one.outcomes[0]!.longRun.find(({ region }) => region === 'US')!;
    expect(us(high).realIncome.central).not.toBe(us(answer).realIncome.central);
    expect(high.settings).toMatchObject({ elasticity: 8 });
    expect(high.settings.band).toHaveLength(5);
  });
});

describe('rosenbad wait, optimum, nash, bargain', () => {
  it('wait gives a cost of a day for both sides, and says when neither clearly has more room', () => {
    const answer = json('wait', ...STOCKHOLM, '--parties', 'US,CN');
    for (const party of answer.parties) expect(Number(party.cost.central)).toBeGreaterThan(0);
    expect(answer.question).toMatchObject({ truce: 'before', lapse: 'lapse', hazard: 0.01 });
    expect(answer.parties[0].buyersPayIfLapsed).toMatch(/^\d{7,}$/);
    expect(answer.moreRoom === null || ['US', 'CN'].includes(answer.moreRoom)).toBe(true);
  });

  it('the best tariffs raise the chooser; war lowers the large; talks give everybody the same', () => {
    const optimum = json('optimum', '--region', 'US').regions;
    expect(optimum.find((one: { region: string }) => one.region === 'US').gain).toBeGreaterThan(0);
    expect(json('nash').regions.find((one: { region: string }) => one.region === 'US').gain).toBeLessThan(0);
    const gains = json('bargain').regions.map((one: { gain: number }) => one.gain);
    expect(Math.max(...gains) - Math.min(...gains)).toBeLessThan(1e-4);
  });

  it('market gives one sector in all regions, and refuses a product by the sector it belongs to', () => {
    const answer = json('market', 'electronics', ...STOCKHOLM);
    const of = (region: string) => answer.regions.find((one: { region: string }) => one.region === region);
    expect(Number(of('US').consumerSurplus)).toBeLessThan(0);
    expect(of('CN').worldPrice).toBeLessThan(0);
    expect(of('VN').worldPrice).toBeGreaterThan(0);
    expect(of('US').net).toMatch(/^-\d+$/);
    const refused = JSON.parse(rosenbad(['market', '8507.60.00', ...STOCKHOLM, '--json']).out).error;
    expect([refused.code, refused.hint]).toEqual(['unknown-sector', expect.stringContaining('electrical')]);
  });

  it('refuses an unknown region, a word for a number and three parties', () => {
    const codeOf = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out).error.code;
    expect(codeOf('optimum', '--region', 'XX')).toBe('unknown-region');
    expect(codeOf('wait', ...STOCKHOLM, '--parties', 'US,CN,EU')).toBe('bad-parties');
    expect(codeOf('wait', ...STOCKHOLM, '--hazard', 'often')).toBe('bad-number');
    expect(codeOf('simulate', ...STOCKHOLM, '--parties', 'US,XX')).toBe('economy/region');
    expect(codeOf('nash', '--table', 'nowhere.csv')).toBe('no-file');
    expect(codeOf('bargain', '--from', 'tabel')).toBe('bad-threat');
  });
});
