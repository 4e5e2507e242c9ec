// What the economy's commands share: the table, the outcomes of a deadline as tariffs, and how bands are written.

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINE } from '../assess/assess.ts';
import { incorrect } from '../core/errors.ts';
import type { LawRates } from '../economy/law-rates.ts';
import { type Prepared, prepareQuestion, type RatesKept } from '../economy/question.ts';
import type { Table } from '../economy/table.ts';
import { economyData } from '../store/economy-files.ts';
import { cacheFolder } from './cache.ts';
import { openEmbedded, today } from './context.ts';
import type { Column, OutputOptions } from './output.ts';

export interface EconomyOptions extends OutputOptions {
  readonly known?: string;
  readonly deadline?: string;
  readonly outcomes?: string;
  readonly table?: string;
  readonly elasticity?: string;
  readonly linkages?: boolean;
  readonly profits?: boolean;
  readonly inputs?: string;
  readonly sectors?: string;
}

export const tableOf = async ({ table }: Pick<EconomyOptions, 'table'>): Promise<Table> =>
  (await economyData(table === undefined ? {} : { table })).table;

/** Rates in the user's cache folder, for this build of the engine. A folder that cannot be written costs time, nothing else. */
function ratesOnDisk(): RatesKept {
  const built = statSync(fileURLToPath(import.meta.url)).mtimeMs;
  const pathOf = (key: string) =>
    join(
      cacheFolder(),
      `${createHash('sha256').update(`${ENGINE} ${built} ${key}`).digest('hex').slice(0, 24)}.rates`,
    );
  return {
    get(key) {
      try {
        return JSON.parse(readFileSync(pathOf(key), 'utf8')) as LawRates;
      } catch {
        return undefined;
      }
    },
    set(key, rates) {
      const path = pathOf(key);
      try {
        mkdirSync(cacheFolder(), { recursive: true });
        writeFileSync(`${path}.${process.pid}`, JSON.stringify(rates));
        renameSync(`${path}.${process.pid}`, path);
      } catch {
        return;
      }
    },
  };
}

/** The outcomes of a deadline as tariffs of the table. */
export async function prepare(options: EconomyOptions): Promise<Prepared> {
  const law = await openEmbedded();
  const outcomes = options.outcomes?.split(',').map((one) => one.trim());
  return prepareQuestion(
    law,
    await economyData(options),
    {
      known: options.known ?? today(),
      ...(options.deadline ? { deadline: options.deadline } : {}),
      ...(outcomes ? { outcomes: outcomes.filter((one) => one !== '') } : {}),
    },
    ratesOnDisk(),
  );
}

/** A number that an option gives. @throws TariffError `bad-number` */
export function number(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw incorrect(
    'bad-number',
    `--${option} "${text}" is not a number`,
    `Write for example --${option} 0.5.`,
  );
}

/** The settings that `simulate` and `wait` share. */
export const modelSettings = ({ elasticity, linkages, profits }: EconomyOptions) => ({
  ...(elasticity === undefined ? {} : { elasticity: number(elasticity, 'elasticity') }),
  ...(linkages ? { linkages: true } : {}),
  ...(profits ? { profits: true } : {}),
});

interface Written {
  readonly central: number | string;
  readonly low: number | string;
  readonly high: number | string;
}

/** `−0.12 (−0.20 to −0.08)`: each figure times `by`; a band that shows as one figure is left out. */
export function band({ central, low, high }: Written, by: number, digits: number): string {
  const write = (value: number | string) => {
    const text = (Number(value) * by).toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
    const [whole = '', fraction] = text.split('.');
    return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  };
  const [middle, least, most] = [central, low, high].map(write);
  return least === most ? middle! : `${middle} (${least} to ${most})`;
}

/** A band as three columns of a CSV: the plain values, for programs. */
export const bandColumns = <R>(title: string, of: (row: R) => Written | null): readonly Column<R>[] =>
  (['central', 'low', 'high'] as const).map((part) => ({
    title: part === 'central' ? title : `${title} ${part}`,
    of: (row) => String(of(row)?.[part] ?? ''),
  }));
