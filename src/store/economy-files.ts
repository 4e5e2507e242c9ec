// The economy's shipped data from disk: the table, the sectors of codes, and the trade weights of each side.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { notFound } from '../core/errors.ts';
import { type EconomyData, parseLinkages, parseSectors, parseTable } from '../economy/index.ts';
import { readImports } from '../schedule/imports.ts';

/** A file of the package, whether run from `src` or from `dist/src`. */
function packaged(path: string): string {
  const near = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return existsSync(near) ? near : fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** Text of a shipped file. */
export const shippedText = (path: string): string => readFileSync(packaged(path), 'utf8');

type Cells = Readonly<Record<string, unknown>>;

/** A row `kind, sector, exporter, importer, value, tariff, text` as a line of the text format. */
function lineOf({ kind, sector, exporter, importer, region, value, tariff, text }: Cells): string {
  const cells =
    {
      source: [text],
      sigma: [sector, value],
      gdp: [region, value],
      flow: [sector, exporter, importer, value, tariff],
    }[String(kind)] ?? [];
  return [kind, ...cells].filter((cell) => cell !== null && cell !== undefined).join(',');
}

/** A Parquet file of a table as its text format. */
async function parquetText(path: string): Promise<string> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  return rows.map(lineOf).join('\n');
}

/** Text of a user's table, CSV or Parquet. @throws TariffError `no-file` */
export async function tableText(path: string): Promise<string> {
  if (existsSync(path)) return path.endsWith('.parquet') ? parquetText(path) : readFileSync(path, 'utf8');
  throw notFound(
    'no-file',
    `there is no file "${path}"`,
    'Give the path of a table; its format is in docs/economy.md.',
  );
}

/** The shipped data of the economy, or its law sides with a table, and input shares, of one's own. @throws TariffError */
export async function economyData(table?: string, inputs?: string): Promise<EconomyData> {
  const text = table === undefined ? shippedText('data/economy/world-2022.csv') : await tableText(table);
  const imports = (path: string) => readImports(shippedText(path));
  return {
    table: parseTable(text),
    sectorOf: parseSectors(shippedText('data/economy/sectors-hs.csv')),
    linkages: parseLinkages(
      inputs === undefined ? shippedText('data/economy/inputs-1993.csv') : await tableText(inputs),
    ),
    sides: [
      {
        importer: 'US',
        year: 2024,
        additionalOnly: false,
        weights: imports('law/us/schedule/imports-2024.csv'),
      },
      { importer: 'CN', year: 2024, additionalOnly: true, weights: imports('law/cn/imports-2024.csv') },
    ],
  };
}
