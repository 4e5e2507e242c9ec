// Facts to the end: each can be declared, none is idle, a mistyped one is met with the right name, and countries of metal settle theirs.

import { describe, expect, it } from 'vitest';
import type { EntryInput } from '../../src/assess/entry.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const names = Object.keys(law.pack.facts);
const at = law.as({ known: '2026-08-30' });
const ENTRY = { code: '9503.00.00', from: 'CN', on: '2025-08-13', value: '10000' };
const refusal = (entry: EntryInput): { code: string; hint: string } => {
  try {
    at.assess(entry);
  } catch (error) {
    return error as { code: string; hint: string };
  }
  return { code: 'none', hint: '' };
};

/** Facts that bar goods of any kind from any country. */
const BANS = ['cuban-content', 'made-in-xinjiang', 'forced-labor', 'north-korean-labor'];

describe('facts', () => {
  it('are all asked for by some act, or by a rule of the post', () => {
    const acts = JSON.stringify(law.pack.instruments);
    const post = Object.values(law.pack.postal).flatMap((rules) =>
      rules.flatMap(({ declared, free }) => [...(declared ? [declared] : []), ...(free ?? [])]),
    );
    const asked = (name: string) => acts.includes(`"fact":"${name}"`) || post.includes(name);
    expect(names.filter((name) => !asked(name))).toEqual([]);
  });

  it.each(names)('%s can be declared yes and no, and is offered when it is mistyped', (name) => {
    for (const value of [true, false, 'yes', 'no'])
      expect(['none', ...(BANS.includes(name) ? ['prohibited'] : [])]).toContain(
        refusal({ ...ENTRY, facts: { [name]: value } }).code,
      );
    const mistyped = refusal({ ...ENTRY, facts: { [`${name}x`]: true } });
    expect(mistyped.code).toBe('unknown-fact');
    expect(mistyped.hint).toContain(name);
  });

  it('are yes or no, nothing else', () =>
    expect(refusal({ ...ENTRY, facts: { 'civil-aircraft': 'maybe' } }).code).toBe('bad-fact'));

  it('that nobody declares give a range where nobody can know, and a question with the money', () => {
    const crane = at.assess({ ...ENTRY, code: '8426.19.00', on: '2025-12-01' });
    const asked = crane.questions.find(({ fact }) => fact === 'ship-to-shore-crane');
    expect(asked).toBeDefined();
    expect(Number(crane.total.high)).toBeGreaterThan(Number(crane.total.low));
  });

  it('that would bring a ban about are asked last, with the refusal, and leave the duty alone', () => {
    const shirt = at.assess({ ...ENTRY, code: '6109.10.00', from: 'CN', on: '2025-05-05' });
    const last = shirt.questions.at(-1);
    expect(shirt.questions.length).toBeGreaterThan(1);
    expect(last?.fact).toBe('made-in-xinjiang');
    expect(last?.refused).toMatch(/^these goods may not be imported: goods made in any part in Xinjiang/);
    expect([last?.low, last?.high]).toEqual([shirt.total.high, shirt.total.high]);
    expect(shirt.questions.filter(({ refused }) => refused !== undefined)).toEqual([last]);
  });

  it('of a ban are not asked where nothing points to it', () => {
    const toy = at.assess({ ...ENTRY, code: '9503.00.00', from: 'CN', on: '2025-05-05' });
    expect(toy.questions.some(({ refused }) => refused !== undefined)).toBe(false);
    expect(toy.receipt.assumptions.join()).not.toContain('xinjiang');
    const barred = refusal({ ...ENTRY, code: '9503.00.00', facts: { 'made-in-xinjiang': true } });
    expect(barred).toMatchObject({ code: 'prohibited', hint: 'Public Law 117-78 s.3, s.3(a) [secondary].' });
  });
});

describe('countries in which metal was made', () => {
  const pipe = { code: '7306.30.50', from: 'MX', on: '2024-08-15', value: '10000' };
  const sheet = { code: '7606.12.30', from: 'AE', on: '2024-08-15', value: '10000' };
  const total = (entry: EntryInput) => at.assess(entry).total;

  it('settle what steel of Mexico pays since July 2024', () => {
    expect(total(pipe)).toEqual({ low: '0.00', high: '2500.00' });
    expect(total({ ...pipe, melted: 'MX' })).toEqual({ low: '0.00', high: '0.00' });
    expect(total({ ...pipe, melted: 'CN' })).toEqual({ low: '2500.00', high: '2500.00' });
  });

  it('find Russian metal in aluminum of others', () => {
    const lines = (entry: EntryInput) => at.assess(entry).lines.map(({ rate }) => rate);
    expect(lines({ ...sheet, smelted: 'AE', cast: 'AE' })).toContain('10%');
    expect(lines({ ...sheet, on: '2025-04-10', smelted: ['AE', 'RU'], cast: 'AE' })).toContain('200%');
  });

  it('contradict a fact that was declared otherwise', () =>
    expect(refusal({ ...pipe, melted: 'CN', facts: { 'mexico-metal-own': true } }).code).toBe(
      'contradiction',
    ));

  it('are countries', () => expect(refusal({ ...pipe, melted: 'XX' }).code).toBe('unknown-country'));
});
