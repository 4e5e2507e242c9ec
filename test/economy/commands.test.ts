// The economy's commands on the law of 29 July 2025: both sides of the table, the reference, the words.

import { describe, expect, it } from 'vitest';
import { rosenbad } from '../cli/run.ts';

const STOCKHOLM = ['--known', '2025-07-29', '--deadline', '2025-08-12'];
const json = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out);

describe('rosenbad simulate', () => {
  const answer = json('simulate', ...STOCKHOLM);
  const central = (outcome: string, region: string) =>
    answer.outcomes[outcome].find((one: { region: string }) => one.region === region);

  it('an extension and a deal at 10 change nothing against the day before; a lapse and a break cost both sides', () => {
    for (const outcome of ['extend-90-days', 'deal-at-10-for-good'])
      for (const region of ['US', 'CN'])
        expect(Math.abs(central(outcome, region).realIncome.central)).toBeLessThan(1e-9);
    for (const region of ['US', 'CN']) {
      expect(central('lapse', region).realIncome.high).toBeLessThan(0);
      expect(central('return-to-145', region).realIncome.central).toBeLessThan(
        central('lapse', region).realIncome.central,
      );
    }
  });

  it('every figure has its band, and the short run stands beside the long run', () => {
    const { realIncome, thisYear } = central('lapse', 'US');
    expect(realIncome.low).toBeLessThanOrEqual(realIncome.central);
    expect(realIncome.high).toBeGreaterThanOrEqual(realIncome.central);
    expect(thisYear.buyersPay.complete).toBeGreaterThan(0);
    expect(answer.limits.length).toBeGreaterThan(3);
    expect(answer.covered.US).toBeGreaterThan(0.85);
  });

  it('the import lines of this year: buyers pay more of Chinese goods and turn to others', () => {
    const lapse = answer.importLines.find(
      (one: { outcome: string; importer: string }) => one.outcome === 'lapse' && one.importer === 'US',
    );
    expect(lapse.buyersPay).toBeGreaterThan(0);
    expect(lapse.diversion.CN).toBeLessThan(0);
    expect(lapse.diversion.VN).toBeGreaterThan(0);
  });

  it('prints the duties of both sides that it worked with', () => {
    const { out } = rosenbad(['simulate', ...STOCKHOLM, '--outcomes', 'lapse', '--products', '3']);
    expect(out).toMatch(/lapse +US on CN \d+\.\d+%, CN on US 49\.\d+% above its base/);
    expect(out).toContain('Long-run comparison');
  });
});

describe('rosenbad wait, optimum, nash, bargain', () => {
  it('wait gives a cost of a day for both sides, and says when neither clearly has more room', () => {
    const answer = json('wait', ...STOCKHOLM, '--parties', 'US,CN');
    for (const party of answer.parties) expect(party.cost.central).toBeGreaterThan(0);
    expect(answer.question).toMatchObject({ truce: 'before', lapse: 'lapse', hazard: 0.01 });
    expect(answer.moreRoom === undefined || ['US', 'CN'].includes(answer.moreRoom)).toBe(true);
  });

  it('the best tariffs raise the chooser; war lowers the large; talks give everybody the same', () => {
    const optimum = json('optimum', '--region', 'US').regions;
    expect(optimum.find((one: { region: string }) => one.region === 'US').gain).toBeGreaterThan(0);
    expect(json('nash').regions.find((one: { region: string }) => one.region === 'US').gain).toBeLessThan(0);
    const gains = json('bargain').regions.map((one: { gain: number }) => one.gain);
    expect(Math.max(...gains) - Math.min(...gains)).toBeLessThan(1e-4);
  });

  it('refuses an unknown region, a word for a number and three parties', () => {
    const codeOf = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out).error.code;
    expect(codeOf('optimum', '--region', 'XX')).toBe('unknown-region');
    expect(codeOf('wait', ...STOCKHOLM, '--parties', 'US,CN,EU')).toBe('bad-parties');
    expect(codeOf('wait', ...STOCKHOLM, '--hazard', 'often')).toBe('bad-number');
    expect(codeOf('simulate', ...STOCKHOLM, '--pass-through', '3')).toBe('bad-pass-through');
    expect(codeOf('nash', '--table', 'nowhere.csv')).toBe('no-file');
  });
});
