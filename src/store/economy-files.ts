// The economy's shipped data from disk: the table, the sectors of codes, and the trade weights of each side.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { incorrect, notFound } from '../core/errors.ts';
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

const COLUMNS = ['kind', 'sector', 'exporter', 'importer', 'region', 'value', 'tariff', 'text'];

/** A Parquet file of a table as its text format. @throws TariffError `bad-parquet` */
async function parquetText(path: string): Promise<string> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  try {
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
    const unknown = Object.keys(rows[0] ?? {}).find((name) => !COLUMNS.includes(name));
    if (unknown !== undefined) throw new Error(`it has a column "${unknown}"`);
    return rows.map(lineOf).join('\n');
  } catch (error) {
    throw incorrect(
      'bad-parquet',
      `"${path}" cannot be read as a table: ${(error as Error).message}`,
      `Its columns are ${COLUMNS.join(', ')}; docs/economy.md tells what a row says.`,
    );
  }
}

/** Text of a user's table, CSV or Parquet. @throws TariffError `no-file`, `empty-file`, `bad-parquet` */
export async function tableText(path: string): Promise<string> {
  if (existsSync(path) && statSync(path).isFile()) {
    const text = await (/\.parquet$/i.test(path) ? parquetText(path) : readFileSync(path, 'utf8'));
    if (text.trim() !== '') return text;
    throw incorrect('empty-file', `"${path}" is empty`, 'The format of a table is in docs/economy.md.');
  }
  throw notFound(
    'no-file',
    `there is no file "${path}"`,
    'Give the path of a table; its format is in docs/economy.md.',
  );
}

/** Files of one's own: a trade table, input shares for it, and which of its sectors a tariff code belongs to. */
export interface OwnFiles {
  readonly table?: string;
  readonly inputs?: string;
  readonly sectors?: string;
}

const textOf = async (own: string | undefined, shipped: string): Promise<string> =>
  own === undefined ? shippedText(shipped) : tableText(own);

/** The shipped data of the economy, or its law sides with files of one's own. @throws TariffError */
export async function economyData({ table, inputs, sectors }: OwnFiles = {}): Promise<EconomyData> {
  const imports = (path: string) => readImports(shippedText(path));
  return {
    table: parseTable(await textOf(table, 'data/economy/world-2022.csv')),
    sectorOf: parseSectors(await textOf(sectors, 'data/economy/sectors-hs.csv')),
    linkages: parseLinkages(await textOf(inputs, 'data/economy/inputs-1993.csv')),
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
