import { describe, expect, it } from 'vitest';
import { metalTruth } from './metal-countries.ts';

const own = {
  any: false,
  melted: { of: ['MX', 'CA', 'US'], not: false },
  smelted: { of: ['CN', 'RU'], not: true },
  cast: { of: ['CN', 'RU'], not: true },
};
const russian = { any: true, smelted: { of: ['RU'], not: false }, cast: { of: ['RU'], not: false } };

describe('where metal was made', () => {
  it('settles a fact once all of a metal is declared, against it at the first country that fails', () => {
    expect(metalTruth(own, { melted: 'MX' })).toBe('yes');
    expect(metalTruth(own, { melted: 'CN' })).toBe('no');
    expect(metalTruth(own, { smelted: ['AE'] })).toBe('unknown');
    expect(metalTruth(own, { smelted: ['AE'], cast: 'MX' })).toBe('yes');
    expect(metalTruth(own, { smelted: ['AE', 'RU'] })).toBe('no');
    expect(metalTruth(own, { melted: 'MX', cast: 'CN' })).toBe('no');
    expect(metalTruth(own, {})).toBe('unknown');
  });

  it('where one country is enough, is settled by it, and against it only when all are known', () => {
    expect(metalTruth(russian, { smelted: ['AE', 'RU'] })).toBe('yes');
    expect(metalTruth(russian, { cast: 'RU' })).toBe('yes');
    expect(metalTruth(russian, { smelted: ['AE'] })).toBe('unknown');
    expect(metalTruth(russian, { smelted: ['AE'], cast: 'AE' })).toBe('no');
  });
});
