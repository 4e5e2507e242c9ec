// The command line on real data: answers, bad input, exit codes.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rosenbad } from './run.ts';

const ENTRY = { code: '95030000', from: 'CN', on: '2025-08-13', known: '2025-07-29', value: '10000' };
const duty = (...more: string[]) =>
  rosenbad(['duty', '9503.00.00', '--from', 'CN', '--on', '2025-08-13', '--known', '2025-07-29', ...more]);

describe('rosenbad duty', () => {
  it('gives the contract as JSON: 54 points by lapse, with the headings and the clause', () => {
    const { code, out } = duty('--json');
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer.total).toEqual({ low: '5400.00', high: '5400.00' });
    expect(answer.rate).toEqual({ low: 0.54, high: 0.54 });
    expect(answer.filing).toEqual(['9903.01.24', '9903.01.63']);
    expect(answer.basis).toEqual({ known: '2025-07-29', on: '2025-08-13' });
    expect(Object.keys(answer)).toEqual([
      'basis',
      'entry',
      'total',
      'rate',
      'additional',
      'lines',
      'fees',
      'suppressed',
      'filing',
      'questions',
      'receipt',
    ]);
    expect(answer.lines[2]).toMatchObject({
      measure: 'us/reciprocal/cn',
      heading: '9903.01.63',
      amount: '3400.00',
      instrument: 'us/eo-14298',
      cite: '90 FR 21831',
    });
  });

  it('says the same in words, without colour codes when piped', () => {
    const { out } = duty();
    expect(out).toContain('Duty $5,400.00');
    expect(out).toContain('us/reciprocal/baseline: us/reciprocal/cn applies in its place');
    expect(out.includes('\u001b')).toBe(false);
  });

  it('supposes an outcome: 30 if extended, 145 if the duties of April return', () => {
    expect(JSON.parse(duty('--outcome', 'extend-90-days', '--json').out).rate.high).toBe(0.3);
    expect(JSON.parse(duty('--outcome', 'deal-at-10-for-good', '--json').out).rate.high).toBe(0.3);
    expect(JSON.parse(duty('--outcome', 'return-to-145', '--json').out).rate.high).toBe(1.45);
  });

  const refusals: readonly (readonly [string, readonly string[], string, RegExp])[] = [
    [
      'an unknown code, with near ones',
      ['duty', '8507.61.00', '--from', 'CN'],
      'unknown-code',
      /8507\.60\.00/,
    ],
    ['a heading instead of a line', ['duty', '8507', '--from', 'CN'], 'short-code', /8507\.60\.00/],
    ['a word for a code', ['duty', 'battery', '--from', 'CN'], 'bad-code', /8507\.60/],
    ['an unknown origin', ['duty', '95030000', '--from', 'ZZ'], 'unknown-country', /ISO 3166/],
    ['UK for GB', ['duty', '95030000', '--from', 'UK'], 'unknown-country', /GB/],
    [
      'an impossible date',
      ['duty', '95030000', '--from', 'CN', '--on', '2025-02-30'],
      'bad-date',
      /YYYY-MM-DD/,
    ],
    [
      'a day before the pack begins',
      ['duty', '95030000', '--from', 'CN', '--on', '2018-01-01', '--known', '2025-07-29'],
      'before-coverage',
      /2018-07-06/,
    ],
    ['a negative value', ['duty', '95030000', '--from', 'CN', '--value=-5'], 'bad-number', /digits/],
    [
      'a mistyped fact',
      ['duty', '95030000', '--from', 'CN', '--fact', 'donatoin=yes'],
      'unknown-fact',
      /donation/,
    ],
    [
      'a metal that is none',
      ['duty', '95030000', '--from', 'CN', '--metal', 'steal=60%'],
      'unknown-metal',
      /steel/,
    ],
    [
      'metal shares above the whole',
      ['duty', '95030000', '--from', 'CN', '--metal', 'steel=70%', '--metal', 'copper=40%'],
      'bad-share',
      /value/,
    ],
    [
      'a missing quantity',
      ['duty', '2204.21.50', '--from', 'FR', '--on', '2025-08-08', '--known', '2025-08-08'],
      'missing-quantity',
      /litre/,
    ],
    [
      'an unknown outcome',
      ['duty', '95030000', '--from', 'CN', '--known', '2025-07-29', '--outcome', 'extend-90'],
      'unknown-outcome',
      /extend-90-days/,
    ],
    ['an unknown territory', ['duty', '95030000', '--from', 'CN', '--into', 'BR'], 'unknown-territory', /US/],
  ];

  it.each(refusals)('refuses %s', (_, args, code, hint) => {
    const ran = rosenbad([...args, '--json']);
    const { error } = JSON.parse(ran.out);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.hint}`).toMatch(hint);
    expect(ran.code).toBe(2);
  });

  it('suggests the flag and the command that were meant', () => {
    const flag = rosenbad(['duty', '95030000', '--from', 'CN', '--knwon', '2025-07-29']);
    expect(flag.code).toBe(2);
    expect(flag.err).toContain('--known');
    const command = rosenbad(['dutty']);
    expect(command.code).toBe(2);
    expect(command.err).toContain('Did you mean "duty"');
  });

  it('shows examples in --help of every command', () => {
    for (const name of [
      'brief',
      'duty',
      'assess',
      'history',
      'deadlines',
      'outcomes',
      'changes',
      'measures',
      'instrument',
      'list',
      'search',
    ]) {
      const { code, out } = rosenbad([name, '--help']);
      expect(code, name).toBe(0);
      expect(out, name).toContain(`rosenbad ${name}`);
      expect(out, name).toMatch(/Example/);
    }
  });
});

describe('rosenbad assess', () => {
  it('answers NDJSON line by line, a bad row in its place, and exits with 3', () => {
    const rows = [
      JSON.stringify(ENTRY),
      '{broken',
      JSON.stringify({ ...ENTRY, from: 'ZZ' }),
      JSON.stringify({ ...ENTRY, valeu: '1' }),
      JSON.stringify({ ...ENTRY, known: '2025-08-12' }),
    ];
    const { code, out, err } = rosenbad(['assess', '-'], `${rows.join('\n')}\n`);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.error?.code ?? line.total.high)).toEqual([
      '5400.00',
      'bad-json',
      'unknown-country',
      'unknown-field',
      '3000.00',
    ]);
    expect(lines[2].error).toMatchObject({ line: 3, category: 'incorrect' });
    expect(code).toBe(3);
    expect(err).toContain('3 rows');
  });

  it('reads CSV with quoted cells and a byte order mark; a broken row does not stop the rest', () => {
    const csv =
      '\uFEFFproduct,code,from,on,value\n"Toys, wooden",9503.00.00,CN,2025-08-13,"10,000"\ntoo,few\nToys,95030000,CN,2025-08-13,\nToys,95030000,MO,2025-08-13,10000\n';
    const { code, out } = rosenbad(['assess', '-', '--known', '2025-07-29'], csv);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.error?.code ?? line.total.high)).toEqual([
      '5400.00',
      'broken-row',
      'missing-value',
      '3400.00',
    ]);
    expect(lines[1].error.line).toBe(3);
    expect(code).toBe(3);
  });

  it('refuses an empty file, a missing file, a missing column and an unknown one by name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rosenbad-'));
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const codeOf = (path: string) => rosenbad(['assess', path]).err.match(/error (\S+):/)?.[1];
    expect(codeOf(file('empty.csv', ''))).toBe('empty-file');
    expect(codeOf(join(folder, 'nowhere.csv'))).toBe('no-file');
    expect(codeOf(file('missing.csv', 'code,from\n95030000,CN\n'))).toBe('missing-column');
    expect(codeOf(file('typo.csv', 'code,from,value,quantty.kg\n'))).toBe('unknown-column');
  });

  it('does 5,000 rows in bounded time and in order', () => {
    const rows = Array.from({ length: 5000 }, (_, index) =>
      JSON.stringify({ ...ENTRY, value: String(1000 + index) }),
    );
    const { code, out } = rosenbad(['assess', '-'], rows.join('\n'));
    const lines = out.trim().split('\n');
    expect(code).toBe(0);
    expect(lines).toHaveLength(5000);
    expect(JSON.parse(lines[4999]!).entry.value).toBe('5999');
  });
});

describe('the other commands', () => {
  const json = (...args: string[]) => JSON.parse(rosenbad([...args, '--json']).out);

  it('deadlines: the truce of 12 August and the 56 April rates of 1 August, found in the folded law', () => {
    const { deadlines } = json('deadlines', '--known', '2025-07-29');
    const lapse = (day: string) =>
      deadlines.find(
        (one: { day: string; cause: string }) => one.day === day && one.cause === 'suspension-ends',
      );
    expect(lapse('2025-08-12').changes).toMatchObject([
      { what: 'us/reciprocal/cn', duty: '34%', origins: 'CN, HK, MO', instrument: 'us/eo-14298' },
    ]);
    expect(lapse('2025-08-12')).toMatchObject({ at: '2025-08-12T00:01 America/New_York', days: 14 });
    expect(lapse('2025-08-01').changes).toHaveLength(56);
  });

  it('deadlines know no truce of 12 August once it is extended', () => {
    const { deadlines } = json('deadlines', '--known', '2025-08-12');
    expect(deadlines.some((one: { day: string }) => one.day === '2025-08-12')).toBe(false);
    expect(
      deadlines.some(
        (one: { day: string; cause: string }) => one.day === '2025-11-10' && one.cause === 'suspension-ends',
      ),
    ).toBe(true);
  });

  it('history: a Chinese product on no list paid 145 in April 2025 and 30 in the truce', () => {
    const { steps } = json('history', '9503.00.00', '--from', 'CN', '--known', '2025-08-12');
    const rates = steps.map((step: { from: string; additional: { high: number } }) => [
      step.from,
      step.additional.high,
    ]);
    expect(rates).toEqual(
      expect.arrayContaining([
        ['2025-02-04', 0.1],
        ['2025-03-04', 0.2],
        ['2025-04-05', 0.3],
        ['2025-04-09', 1.04],
        ['2025-04-10', 1.45],
        ['2025-05-14', 0.3],
        ['2025-11-10', 0.54],
      ]),
    );
  });

  it('outcomes of one product: 30, 54, 30, 30, 145 points', () => {
    const { scenarios, deadline } = json('outcomes', '9503.00.00', '--from', 'CN', '--known', '2025-07-29');
    expect(deadline).toBe('2025-08-12');
    const totals = Object.fromEntries(
      scenarios.map((one: { id: string; total: { high: string } }) => [one.id, one.total.high]),
    );
    expect(totals).toEqual({
      before: '3000.00',
      lapse: '5400.00',
      'extend-90-days': '3000.00',
      'deal-at-10-for-good': '3000.00',
      'return-to-145': '14500.00',
    });
  });

  it('changes between 29 July and 12 August: the suspension, the country rates, copper', () => {
    const { differences, instruments } = json('changes', '2025-07-29', '2025-08-12');
    expect(instruments.map((one: { instrument: string }) => one.instrument)).toEqual(
      expect.arrayContaining(['us/eo-14326', 'us/eo-14334', 'us/proc-10962']),
    );
    expect(differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          measure: 'us/reciprocal/cn',
          before: 'in force at 34%',
          after: 'suspended (34%)',
        }),
      ]),
    );
  });

  it('instrument, list, search, measures and coverage answer, and name what is near', () => {
    expect(json('instrument', 'us/eo-14334').acts[0]).toMatchObject({
      act: 'suspend',
      until: '2025-11-10T00:01 America/New_York',
    });
    expect(json('list', 'us/annex-ii', '--known', '2025-07-29').codes.length).toBeGreaterThan(900);
    expect(json('search', 'lithium', 'battery').products[0].code).toMatch(/^850[67]/);
    expect(
      json('measures', '--from', 'MO', '--known', '2025-07-29').measures.map(
        (one: { measure: string }) => one.measure,
      ),
    ).not.toContain('us/fentanyl/cn');
    expect(json('instrument', 'us/eo-14335').error.hint).toContain('us/eo-14334');
  });

  it('law check finds no fault in the project’s own law', () => {
    const { code, out } = rosenbad(['law', 'check']);
    expect(out).toContain('no fault');
    expect(code).toBe(0);
  });
});

describe('rosenbad refunds', () => {
  const book =
    'product,code,from,on,value\nToys,9503.00.00,CN,2025-08-20,10000\nToys,9503.00.00,CN,2026-02-21,10000\nToys,9503.00.00,DE,2024-08-20,10000\n';
  const refunds = (known: string) =>
    JSON.parse(rosenbad(['refunds', '-', '--known', known, '--json'], book).out);

  it('nothing had fallen as known on 1 February 2026', () => {
    expect(refunds('2026-02-01').total).toBe('0.00');
  });

  it('after the judgment the emergency duties of every entry are candidates, those of the last days of collection too', () => {
    const { rows, byProgram } = refunds('2026-03-15');
    expect(rows.map((row: { refund: string }) => row.refund)).toEqual(['3000.00', '2000.00', '0.00']);
    expect(byProgram).toEqual([
      { program: 'us/fentanyl', refund: '3000.00' },
      { program: 'us/reciprocal', refund: '2000.00' },
    ]);
  });

  it('takes what was paid, in all or by heading, and the day of liquidation: 500 too much, and the CAPE tool closes after 80 days', () => {
    const past =
      'code,from,on,value,paid,paid.9903.01.24,liquidated\n9503.00.00,CN,2025-08-20,10000,3500,,2026-06-01\n9503.00.00,CN,2026-02-21,10000,,1100,2026-03-01\n9503.00.00,CN,2026-02-25,10000,1000,,\n';
    const { rows, byProgram } = JSON.parse(
      rosenbad(['refunds', '-', '--known', '2026-06-15', '--json'], past).out,
    );
    expect(rows.map((row: { refund: string }) => row.refund)).toEqual(['3500.00', '2100.00', '0.00']);
    expect(byProgram[0]).toEqual({ program: 'entry', refund: '500.00' });
    expect(rows[0].lines[0].claims).toEqual([
      { claim: 'CAPE declaration', days: 80, until: '2026-08-20', open: true },
      { claim: 'protest (19 U.S.C. 1514)', days: 180, until: '2026-11-28', open: true },
    ]);
    expect(rows[1].lines[0].claims[0]).toMatchObject({ until: '2026-05-20', open: false });
  });

  it('a paid amount that is no amount is told for its row, and the others are done', () => {
    const bad =
      'code,from,on,value,paid\n9503.00.00,CN,2025-08-20,10000,much\n9503.00.00,CN,2025-08-20,10000,3000\n';
    const { code, out } = rosenbad(['refunds', '-', '--known', '2026-06-15', '--json'], bad);
    expect(code).toBe(3);
    expect(JSON.parse(out).rows.map((row: { error?: { code: string } }) => row.error?.code)).toEqual([
      'bad-number',
      undefined,
    ]);
  });

  it('Japan: the 15 points added in August 2025 became 15 in all by the order of 4 September, so a base of 16.5 leaves nothing to add', () => {
    const japan = 'product,code,from,on,value\nT-shirts,6109.10.00,JP,2025-08-20,10000\n';
    const { rows } = JSON.parse(rosenbad(['refunds', '-', '--known', '2025-09-10', '--json'], japan).out);
    expect(rows[0]).toMatchObject({ charged: '3150.00', owed: '1650.00', refund: '1500.00' });
  });
});
