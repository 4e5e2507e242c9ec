// Sentences made from the engine's own rates: a true rate is supported, and a rate moved by 7.3 points is never.

import { describe, expect, it } from 'vitest';
import record from '#record-pack';
import { engineOracle } from '../../src/reading/engine-oracle.ts';
import { law, read } from './setup.ts';

const oracleAt = engineOracle({ law, record: record.talks, controls: record.controls });

const DAYS = ['2025-04-20', '2025-07-29', '2026-08-10'];
const PARTNERS: Readonly<Record<string, readonly [name: string, adjective: string, capital: string]>> = {
  CN: ['China', 'Chinese', 'Beijing'],
  EU: ['the European Union', 'European', 'Brussels'],
  JP: ['Japan', 'Japanese', 'Tokyo'],
  IN: ['India', 'Indian', 'New Delhi'],
  CH: ['Switzerland', 'Swiss', 'Bern'],
  CA: ['Canada', 'Canadian', 'Ottawa'],
};

type Wording = (names: readonly [string, string, string], rate: string) => string;

const INTO_US: readonly Wording[] = [
  ([, adjective], rate) => `${adjective} goods pay ${rate} percent.`,
  ([name], rate) => `Goods from ${name} face an additional ${rate}%.`,
  ([, adjective], rate) => `The current rate for ${adjective} goods is ${rate} percent.`,
  ([, adjective], rate) => `Washington charges ${rate} percent on ${adjective} products today.`,
  ([, adjective], rate) => `${adjective} products entering the United States face an extra ${rate} percent.`,
  ([, adjective, capital], rate) =>
    `The charge on ${adjective} goods is ${rate} percent, officials in ${capital} say.`,
  ([name], rate) => `Trade with ${name} goes on; the goods now pay a tariff of ${rate} percent.`,
  ([name], rate) =>
    `Everything from ${name} is charged ${rate} percent, while American goods pay less there.`,
];

const INTO_CHINA: readonly ((rate: string) => string)[] = [
  (rate) => `China charges ${rate} percent on American goods today.`,
  (rate) => `Beijing's tariff on goods from the United States stands at ${rate} percent.`,
  (rate) => `American goods now pay ${rate} percent in China.`,
  (rate) => `U.S. exports to China face ${rate} percent today.`,
];

const verdictOf = (text: string, day: string, rate: number) =>
  read(text, day).claims.find((claim) => claim.kind === 'rate' && claim.slots.rate === rate)?.verdict;

describe.each(DAYS)('on %s', (day) => {
  const oracle = oracleAt(day);
  it.each(Object.keys(PARTNERS))('a true rate on goods of %s is supported in every wording', (partner) => {
    const duty = oracle.duty({ importer: 'US', partner, on: day })!;
    for (const wording of INTO_US) {
      const text = wording(PARTNERS[partner]!, String(duty.points));
      expect(verdictOf(text, day, duty.points), text).toBe('supported');
      const wrong = Number((duty.points + 7.3).toFixed(1));
      expect(verdictOf(wording(PARTNERS[partner]!, String(wrong)), day, wrong) ?? '', text).not.toMatch(
        /^supported/,
      );
    }
  });

  it('a true rate of China on goods of the United States is supported', () => {
    const { points } = oracle.duty({ importer: 'CN', partner: 'US', on: day })!;
    for (const wording of INTO_CHINA)
      expect(verdictOf(wording(String(points)), day, points), wording(String(points))).toBe('supported');
  });
});
