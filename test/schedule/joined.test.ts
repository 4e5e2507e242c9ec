// Releases read, joined, compiled and opened again: on the day of each release every line has the rates that it prints.

import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_RELEASES } from '../../src/law/release.ts';
import { holdsOn } from '../../src/schedule/catalogue.ts';
import { compileSchedule, openCompiled } from '../../src/schedule/compiled.ts';
import { readRate } from '../../src/schedule/rate.ts';
import { joinReleases } from '../../src/schedule/revisions.ts';
import { parseSpecial } from '../../src/schedule/special.ts';
import { readReleaseFile } from '../../src/store/hts-file.ts';
import { embeddedPack } from '../support/embedded.ts';
import { HTS, present } from './exports.ts';

const FILES = [
  'archives-csv/hts_2019_revision_1_data.csv.gz',
  'archives-csv/hts_2021_revision_basic_3_csv.csv.gz',
  'archives-csv/hts_2023_revision_10_csv.csv.gz',
  'archives/hts_2025_rev_14.json.gz',
  'archives/hts_2026_rev_10.json.gz',
];
/** Symbols whose coming and going has no effect of its own, or is doubted on purpose. */
const APART = ['A', 'A*', 'CA', 'MX'];

const said = (text: string | undefined): string => {
  if (text === undefined) return '';
  const rate = readRate(text);
  return rate.kind === 'duty' ? JSON.stringify(rate.duty) : rate.text;
};

const specials = (text: string) =>
  new Map(parseSpecial(text).flatMap(({ text: rate, programs }) => programs.map((one) => [one, said(rate)])));

describe.runIf(present)('five releases of 2019 to 2026 as one schedule', () => {
  const table = embeddedPack().releases?.us ?? NO_RELEASES;
  const kept = present ? FILES.map((file) => readReleaseFile(join(HTS, file), table)) : [];
  const { rows, ...span } = present ? joinReleases(kept, table) : { rows: [], releases: [], from: 0 };
  const head = { hash: '', jurisdiction: 'us', ...span };
  const opened = openCompiled(compileSchedule(rows, head));
  const slips = table.slips.map(({ code }) => code);

  it.each(FILES.map((file, place) => [basename(file), place] as const))('%s', (_, place) => {
    const { release, lines } = kept[place]!;
    const differing: string[] = [];
    let checked = 0;
    for (const line of lines.filter(({ code }) => code < '98' && !slips.includes(code))) {
      const row = opened.rowsOf(line.code).find((one) => holdsOn(one, release.through));
      if (!row) {
        differing.push(`${line.code} is gone`);
        continue;
      }
      checked++;
      for (const column of ['general', 'column2'] as const)
        if (!row[column].startsWith('unsettled') && said(row[column]) !== said(line[column]))
          differing.push(`${line.code} ${column}: ${row[column]}, printed ${line[column]}`);
      const [ours, printed] = [specials(row.special), specials(line.special)];
      for (const symbol of new Set([...ours.keys(), ...printed.keys()]))
        if (!APART.includes(symbol) && ours.get(symbol) !== printed.get(symbol))
          if (!ours.get(symbol)?.startsWith('unsettled'))
            differing.push(`${line.code} ${symbol}: ${ours.get(symbol)}, printed ${printed.get(symbol)}`);
    }
    expect(differing).toEqual([]);
    expect(checked).toBeGreaterThan(11_000);
  });

  it('have no rate that is read as free and does not say so', () => {
    const silent = rows.flatMap(({ code, general, column2 }) =>
      [general, column2]
        .filter((text) => {
          const rate = readRate(text);
          return rate.kind === 'duty' && rate.duty.kind === 'free' && !/^free$/i.test(text);
        })
        .map((text) => `${code} ${text}`),
    );
    expect(silent).toEqual([]);
  });

  it('never have two rows of a line on one day', () => {
    const overlapping = rows.filter(
      (row, place) => rows[place + 1]?.code === row.code && (row.until ?? Infinity) > rows[place + 1]!.from!,
    );
    expect(overlapping.map(({ code }) => code)).toEqual([]);
  });
});
