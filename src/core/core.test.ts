import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { hasBeneath, parseCode, prefixesOf, printCode } from './code.ts';
import { parseCountry } from './country.ts';
import { civilOf, dayOf, parseDay, printDay, weekday } from './day.ts';
import { evaluate, printDuty } from './duty.ts';
import { parseDuty } from './duty-text.ts';
import { TariffError } from './errors.ts';
import { dayAt, lastMinute, momentAt, parseMoment, printMoment, ZONES } from './moment.ts';
import { mulDiv, parseDecimal, parseShare, printCents } from './money.ts';
import { nearest } from './nearest.ts';
import { at, clip, constant, map, merge, overlay, stepAt } from './timeline.ts';

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof TariffError) return error.code;
  }
  return 'nothing thrown';
};

const anyDay = fc.integer({ min: -40_000, max: 60_000 });

describe('days', () => {
  it('agree with Temporal on every civil date', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Temporal.PlainDate(1970, 1, 1).add({ days: day });
        expect(printDay(day)).toBe(date.toString());
        expect(dayOf(civilOf(day))).toBe(day);
        expect(weekday(day)).toBe(date.dayOfWeek % 7);
      }),
    );
  });

  it('refuse 30 February, words and short years', () => {
    for (const text of ['2025-02-30', 'soon', '25-08-12', '2025-13-01', '2025-8-1'])
      expect(codeOf(() => parseDay(text))).toBe('bad-date');
  });
});

describe('moments', () => {
  it('agree with Temporal in every zone from 2008 on', () => {
    const days = fc.integer({ min: 14_000, max: 25_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...ZONES), (day, minute, zone) => {
        const { year, month, day: date } = civilOf(day);
        const local = new Temporal.PlainDateTime(year, month, date, Math.floor(minute / 60), minute % 60);
        const zoned = local.toZonedDateTime(zone, { disambiguation: 'later' });
        fc.pre(zoned.toPlainDateTime().equals(local));
        expect(momentAt(day, minute, zone)).toBe(zoned.epochMilliseconds / 60_000);
        expect(dayAt(momentAt(day, minute, zone), zone)).toBe(day);
      }),
      { numRuns: 500 },
    );
  });

  it('reads 12:01 a.m. eastern in summer as 04:01 UTC and in winter as 05:01 UTC', () => {
    expect(parseMoment('2025-08-12T00:01 America/New_York', 'UTC')).toBe(
      Date.UTC(2025, 7, 12, 4, 1) / 60_000,
    );
    expect(parseMoment('2025-11-10T00:01 America/New_York', 'UTC')).toBe(
      Date.UTC(2025, 10, 10, 5, 1) / 60_000,
    );
  });

  it('prints what it reads', () => {
    const text = '2025-05-14T12:01 Asia/Shanghai';
    expect(printMoment(parseMoment(text, 'UTC'), 'Asia/Shanghai')).toBe(text);
  });

  it('takes a day as its last minute in a question: after 00:01 of that day', () => {
    const day = parseDay('2025-08-12');
    expect(lastMinute(day, 'America/New_York')).toBeGreaterThan(
      parseMoment('2025-08-12T00:01', 'America/New_York'),
    );
  });

  it('refuses unknown zones and impossible clock times', () => {
    expect(codeOf(() => parseMoment('2025-08-12T00:01 Mars/Olympus', 'UTC'))).toBe('bad-zone');
    expect(codeOf(() => parseMoment('2025-08-12T24:01', 'UTC'))).toBe('bad-moment');
  });
});

describe('timelines', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
    .map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }));
  const layers = fc.array(fc.tuple(span, fc.integer({ min: 0, max: 3 })), { maxLength: 8 });
  const build = (over: readonly (readonly [{ from: number; until: number }, number])[]) =>
    over.reduce((line, [interval, value]) => overlay(line, interval, value), constant(-1));

  it('an overlay holds inside its interval and nothing changes outside', () => {
    fc.assert(
      fc.property(
        layers,
        span,
        fc.integer({ min: 4, max: 6 }),
        fc.integer({ min: -1, max: 51 }),
        (over, interval, value, moment) => {
          const line = build(over);
          const inside = interval.from <= moment && moment < interval.until;
          expect(at(overlay(line, interval, value), moment)).toBe(inside ? value : at(line, moment));
        },
      ),
    );
  });

  it('steps ascend and neighbours differ', () => {
    fc.assert(
      fc.property(layers, (over) => {
        const line = build(over);
        for (let i = 1; i < line.length; i++) {
          expect(line[i]!.from).toBeGreaterThan(line[i - 1]!.from);
          expect(line[i]!.value).not.toBe(line[i - 1]!.value);
        }
      }),
    );
  });

  it('merge, map and clip are pointwise', () => {
    fc.assert(
      fc.property(layers, layers, span, fc.integer({ min: -1, max: 51 }), (one, two, within, moment) => {
        const [a, b] = [build(one), build(two)];
        expect(
          at(
            merge(a, b, (x, y) => x * 10 + y),
            moment,
          ),
        ).toBe(at(a, moment) * 10 + at(b, moment));
        expect(
          at(
            map(a, (x) => x + 7),
            moment,
          ),
        ).toBe(at(a, moment) + 7);
        const inside = within.from <= moment && moment < within.until;
        expect(at(clip(a, within, 99), moment)).toBe(inside ? at(a, moment) : 99);
      }),
    );
  });

  it('tells where the present step ends', () => {
    expect(stepAt(overlay(constant(0), { from: 3, until: 9 }, 1), 5)).toEqual({
      from: 3,
      value: 1,
      until: 9,
    });
  });
});

describe('money', () => {
  it('multiplies and divides exactly, half up, as BigInt does', () => {
    const big = fc.integer({ min: 0, max: 1e13 });
    fc.assert(
      fc.property(big, fc.integer({ min: 0, max: 5_000_000 }), (amount, rate) => {
        const exact = (BigInt(amount) * BigInt(rate) + 500_000n) / 1_000_000n;
        fc.pre(exact <= BigInt(Number.MAX_SAFE_INTEGER));
        expect(mulDiv(amount, rate, 1_000_000)).toBe(Number(exact));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads and prints amounts', () => {
    expect(parseDecimal('1,234,567.895', 2, 'value')).toBe(123_456_790);
    expect(printCents(540_000)).toBe('5400.00');
    expect(printCents(5)).toBe('0.05');
    expect(parseShare('60%', 'share')).toBe(600_000);
    expect(parseShare('0.6', 'share')).toBe(600_000);
  });

  it('refuses negative, empty and unreadable numbers and shares above the whole', () => {
    for (const text of ['-5', '', 'abc', '1e5', '1,23'])
      expect(codeOf(() => parseDecimal(text, 2, 'value'))).toBe('bad-number');
    expect(codeOf(() => parseShare('120%', 'share'))).toBe('bad-share');
  });
});

describe('duties', () => {
  const rate = fc.integer({ min: 1, max: 2_000_000 });
  const leaf = fc.oneof(
    fc.constant({ kind: 'free' as const }),
    rate.map((ppm) => ({ kind: 'ad-valorem' as const, rate: ppm })),
    fc
      .tuple(
        fc.integer({ min: 1, max: 9_000_000 }),
        fc.constantFrom('kg', 'litre', 'each', 'dozen', 'pair', 'm2'),
      )
      .map(([price, unit]) => ({ kind: 'specific' as const, price, unit })),
  );

  it('print and parse are inverse', () => {
    fc.assert(
      fc.property(leaf, (duty) => {
        expect(parseDuty(printDuty(duty))).toEqual(duty);
      }),
    );
    fc.assert(
      fc.property(fc.array(leaf, { minLength: 2, maxLength: 3 }), (terms) => {
        expect(parseDuty(printDuty({ kind: 'sum', terms }))).toEqual({ kind: 'sum', terms });
        expect(parseDuty(printDuty({ kind: 'lesser', of: terms }))).toEqual({ kind: 'lesser', of: terms });
      }),
    );
  });

  it('reads the schedule’s ways of writing', () => {
    expect(printDuty(parseDuty('3.4¢/kg + 5.1%'))).toBe('3.4 cents/kg + 5.1%');
    expect(printDuty(parseDuty('$1.646/kg'))).toBe('$1.646/kg');
    expect(printDuty(parseDuty('Free'))).toBe('free');
    expect(printDuty(parseDuty('+25%'))).toBe('25%');
    expect(printDuty(parseDuty('1.061¢/liter'))).toBe('1.061 cents/litre');
    expect(printDuty(parseDuty('gap to $21/kg'))).toBe('gap to $21/kg');
  });

  it('3.4 cents/kg + 5.1 % on $10,000 and 500 kg is $527.00', () => {
    const ground = { value: 1_000_000, base: 0, quantity: () => 500_000 };
    expect(evaluate(parseDuty('3.4¢/kg + 5.1%'), ground)).toBe(52_700);
  });

  it('a top-up to 15 % adds 12.5 points over 2.5 % and nothing over 16 %', () => {
    const topUp = parseDuty('to 15%');
    expect(evaluate(topUp, { value: 1_000_000, base: 25_000, quantity: () => undefined })).toBe(125_000);
    expect(evaluate(topUp, { value: 1_000_000, base: 160_000, quantity: () => undefined })).toBe(0);
  });

  it('35 % instead of the base adds 10 points over 25 % and takes 10 from 45 %', () => {
    const instead = parseDuty('35% instead');
    expect(printDuty(instead)).toBe('35% instead');
    expect(evaluate(instead, { value: 1_000_000, base: 250_000, quantity: () => undefined })).toBe(100_000);
    expect(evaluate(instead, { value: 1_000_000, base: 450_000, quantity: () => undefined })).toBe(-100_000);
  });

  it('refuses texts that depend on more than numbers', () => {
    for (const text of ['The rate applicable to the article', '', 'See note 3', '25 points'])
      expect(codeOf(() => parseDuty(text))).toBe('bad-duty');
  });
});

describe('codes, countries, suggestions', () => {
  it('reads codes with and without dots and prints them with dots', () => {
    expect(parseCode('8507.60.00.20')).toBe('8507600020');
    expect(printCode('8507600020')).toBe('8507.60.00.20');
    expect(prefixesOf('85076000')).toEqual(['85076000', '850760', '8507', '85']);
    for (const text of ['850', 'battery', '850760002011', ''])
      expect(codeOf(() => parseCode(text))).toBe('bad-code');
  });

  it('finds codes beneath by prefix, never by substring', () => {
    expect(hasBeneath(['72061000', '85076000', '9903'], '8507')).toBe(true);
    expect(hasBeneath(['18507600'], '8507')).toBe(false);
    expect(hasBeneath(['8507'], '8507')).toBe(false);
  });

  it('explains the codes people mistake', () => {
    expect(codeOf(() => parseCountry('ZZ'))).toBe('unknown-country');
    expect(() => parseCountry('UK')).toThrow(/not a country code/);
    expect(parseCountry('cn')).toBe('CN');
    expect(nearest('assse', ['assess', 'history'], 1)).toEqual(['assess']);
  });
});
