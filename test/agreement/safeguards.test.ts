// Every heading of the agricultural safeguards, as releases print it, against what its goods are assessed at on both edges of its bracket.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/law.ts';
import { archiveText } from '../../src/store/archive-files.ts';
import { embeddedPack, ROOT } from '../support/embedded.ts';
import { type PrintedSafeguard, printedSafeguards } from '../support/safeguards.ts';

const HTS = join(process.env.ROSENBAD_SHARED ?? join(ROOT, '..', 'shared'), 'data', 'hts', 'archives');
const present = existsSync(HTS);
const RELEASES = [
  ['hts_2025_basic.json.gz', '2025-01-15'],
  ['hts_2026_rev_10.json.gz', '2026-06-10'],
] as const;

it('CI has the archives', () => expect(present || process.env.CI !== 'true').toBe(true));

/** Value in dollars and quantity: on the lower edge of the bracket, and a thousandth of a unit short of the upper. */
function edges({ bracket }: PrintedSafeguard): readonly { readonly value: number; readonly units: number }[] {
  if (!bracket) return [{ value: 5_000, units: 1_000 }];
  const { from, below } = bracket;
  return [
    { value: (from === 0 ? below! / 2 : from) * 10, units: 1_000 },
    ...(below === undefined ? [] : [{ value: below * 10, units: 1_000.001 }]),
  ];
}

/** The law over lines that are free, whatever the schedule says of them: the safeguards do not ask. */
function lawOver(codes: readonly string[]) {
  const line = { name: 'a line', general: 'Free', special: '', column2: 'Free', unit: 'kg' };
  const us = [...new Set(codes)].sort().map((code) => ({ ...line, code: code.replaceAll('.', '') }));
  const pack = embeddedPack();
  return openPack({ ...pack, schedules: { ...pack.schedules, us } });
}

describe.runIf(present).each(RELEASES)('the safeguards of %s', (file, on) => {
  const printed = present ? printedSafeguards(JSON.parse(archiveText(join(HTS, file)))) : [];
  const law = lawOver(printed.flatMap(({ goods }) => goods));

  const charged = (code: string, units: number, value: number, announced: boolean) =>
    law
      .assess({
        code,
        from: 'NZ',
        on,
        known: on,
        value,
        quantity: { kg: units, litre: units, 'kg of total sugars': units },
        facts: { 'agricultural-quantity-safeguard': announced },
      })
      .lines.filter(({ program }) => program === 'us/agriculture-safeguards')
      .map(({ heading, rate }) => `${heading} ${rate}`);

  it('are 512 headings, each with goods', () => {
    expect(printed.length).toBe(512);
    expect(printed.filter(({ goods }) => goods.length === 0)).toEqual([]);
  });

  it('charge what they print, from the lower edge of each bracket to just below the upper', () => {
    const faults = printed.flatMap((one) =>
      one.goods.flatMap((code) =>
        edges(one).flatMap(({ units, value }) => {
          const ours = charged(code, units, value, one.bracket === undefined);
          const theirs = one.duty === undefined ? [] : [`${one.heading} ${one.duty}`];
          return ours.join() === theirs.join()
            ? []
            : [`${one.heading} ${code} ${value}: ${ours} for ${theirs}`];
        }),
      ),
    );
    expect(faults).toEqual([]);
  });
});
