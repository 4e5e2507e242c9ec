// `rosenbad optimum`, `nash` and `bargain`: best tariffs of one region, the war of all, and the talks that end it.

import type { Command } from 'commander';
import { incorrect, notFound } from '../core/errors.ts';
import { negotiateTariffs } from '../economy/bargain.ts';
import { nashTariffs, optimalTariffs } from '../economy/optimum.ts';
import { withoutDeficits } from '../economy/rebase.ts';
import { cell, type Table } from '../economy/table.ts';
import { uniformTariffs } from '../economy/uniform.ts';
import { prepareWorld, type World } from '../economy/world.ts';
import { outputOptions } from './context.ts';
import { tableOf } from './economy.ts';
import { type Column, faint, heading, type OutputOptions, percent, show, table } from './output.ts';

interface Options extends OutputOptions {
  readonly table?: string;
  readonly region?: string;
  readonly from?: string;
  readonly uniform?: boolean;
}

interface Row {
  readonly region: string;
  /** Change of welfare as a fraction. */
  readonly gain: number;
  /** Trade-weighted and median tariff of the region on the others. */
  readonly mean: number;
  readonly median: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'region', of: (row) => row.region },
  { title: 'real income', of: (row) => percent(Number(row.gain.toFixed(5))), right: true },
  { title: 'mean tariff', of: (row) => percent(Number(row.mean.toFixed(3))), right: true },
  { title: 'median tariff', of: (row) => percent(Number(row.median.toFixed(3))), right: true },
];

const LIMIT =
  'Long run, perfect foresight, no politics: what the model says governments could gain, not what they want.';

function tariffsOf(
  { regions, sectors, trade }: Table,
  tariff: Float64Array,
  importer: number,
): { readonly mean: number; readonly median: number } {
  const n = regions.length;
  const cells = sectors.flatMap((sector, s) =>
    sector === 'services' ? [] : regions.flatMap((_, i) => (i === importer ? [] : [cell(n, s, i, importer)])),
  );
  const weight = cells.reduce((sum, c) => sum + trade[c]!, 0);
  const sorted = cells.map((c) => tariff[c]!).sort((a, b) => a - b);
  return {
    mean: cells.reduce((sum, c) => sum + trade[c]! * tariff[c]!, 0) / weight,
    median: sorted[Math.floor(sorted.length / 2)]!,
  };
}

const worldOf = async (options: Options): Promise<World> =>
  prepareWorld(withoutDeficits(await tableOf(options)));

const rowsOf = (world: World, tariff: Float64Array, gains: ArrayLike<number>): readonly Row[] =>
  world.table.regions.map((region, j) => ({ region, gain: gains[j]!, ...tariffsOf(world.table, tariff, j) }));

function print(options: Options, title: string, rows: readonly Row[], source: string | undefined): void {
  show(options, {
    json: { title, regions: rows, source, limits: [LIMIT] },
    rows,
    columns: COLUMNS,
    text: () => [heading(title), '', table(rows, COLUMNS), '', faint(LIMIT)].join('\n'),
  });
}

const gainsOf = (welfare: Float64Array): readonly number[] => [...welfare].map((value) => value - 1);

async function optimum(options: Options): Promise<void> {
  const world = await worldOf(options);
  const region = (options.region ?? 'US').toUpperCase();
  const chooser = world.table.regions.indexOf(region);
  if (chooser < 0)
    throw notFound(
      'unknown-region',
      `the table has no region "${region}"`,
      `It has ${world.table.regions.join(', ')}.`,
    );
  const policy = optimalTariffs(world, chooser);
  print(
    options,
    `The best tariffs of ${region} if nobody answers`,
    rowsOf(world, policy.tariff, gainsOf(policy.welfare)),
    world.table.source,
  );
}

async function nash(options: Options): Promise<void> {
  const world = await worldOf(options);
  if (options.uniform) {
    const { equilibrium, welfare } = uniformTariffs(world);
    print(
      options,
      'A tariff war with one rate for each region (Lashkaripour 2021)',
      rowsOf(world, equilibrium.scenario.tariff, gainsOf(welfare)),
      world.table.source,
    );
    return;
  }
  const policy = nashTariffs(world);
  print(
    options,
    'A tariff war of all: from these tariffs nobody gains by moving alone',
    rowsOf(world, policy.tariff, gainsOf(policy.welfare)),
    world.table.source,
  );
}

async function bargain(options: Options): Promise<void> {
  if (options.from !== 'war' && options.from !== 'table')
    throw incorrect(
      'bad-threat',
      `--from "${options.from}" is no point that talks start from`,
      'Write --from war or --from table.',
    );
  const world = await worldOf(options);
  const threat = options.from === 'table' ? world.table.tariff : nashTariffs(world).tariff;
  const { tariff, gains } = negotiateTariffs(world, threat);
  print(
    options,
    `Talks that raise every region by the same part, from ${options.from === 'table' ? 'the tariffs of the table' : 'a tariff war'}`,
    rowsOf(world, tariff, gains),
    world.table.source,
  );
}

const tableOption = (command: Command): Command =>
  outputOptions(command).option('--table <file>', 'your own trade table');

export function policyCommands(program: Command): void {
  tableOption(program.command('optimum').description("one region's best tariffs if nobody answers"))
    .option('--region <region>', 'the region that chooses', 'US')
    .addHelpText('after', '\nExample:\n  rosenbad optimum --region US')
    .action(optimum);
  tableOption(program.command('nash').description('a tariff war of all regions'))
    .option('--uniform', 'one rate for each region, by the closed form')
    .addHelpText('after', '\nExample:\n  rosenbad nash --json')
    .action(nash);
  tableOption(program.command('bargain').description('tariffs that talks could reach, with equal gains'))
    .option('--from <point>', 'what no agreement means: war or table', 'war')
    .addHelpText('after', '\nExample:\n  rosenbad bargain --from table')
    .action(bargain);
}
