// `rosenbad market SECTOR`: one sector in many countries this year, with sellers' prices that move (GSIM).

import type { Command } from 'commander';
import { type MarketAnswer, type MarketRegion, marketAnswer } from '../economy/market.ts';
import { outcomeNamed } from '../economy/question.ts';
import { economyData } from '../store/economy-files.ts';
import { longDay, openEmbedded, outputOptions } from './context.ts';
import { type EconomyOptions, number, prepare } from './economy.ts';
import { type Column, faint, heading, percent, show, table } from './output.ts';

interface Options extends EconomyOptions {
  readonly outcome: string;
  readonly demand: string;
  readonly supply: string;
  readonly substitution: string;
}

const millions = (dollars: string): string =>
  (Number(dollars) / 1e6)
    .toFixed(0)
    .replace(/^-0$/, '0')
    .replace(/\B(?=(\d{3})+$)/g, ',');

const COLUMNS: readonly Column<MarketRegion>[] = [
  { title: 'region', of: ({ region }) => region },
  {
    title: 'price of its sellers',
    of: ({ worldPrice }) => percent(Number(worldPrice.toFixed(5))),
    right: true,
  },
  { title: 'producers', of: ({ producerSurplus }) => millions(producerSurplus), right: true },
  { title: 'buyers', of: ({ consumerSurplus }) => millions(consumerSurplus), right: true },
  { title: 'duty collected', of: ({ revenue }) => millions(revenue), right: true },
  { title: 'net', of: ({ net }) => millions(net), right: true },
  { title: 'sales abroad', of: ({ exports }) => millions(exports), right: true },
];

const text = ({ sector, outcome, deadline, basis, elasticities, regions, limits }: MarketAnswer) =>
  [
    heading(
      `The market of ${sector} this year under ${outcome} of ${longDay(deadline)}, as the law was known on ${longDay(basis.known)}`,
    ),
    `Million $ against the day before; elasticity of demand ${elasticities.demand}, of supply ${elasticities.supply}, between origins ${elasticities.substitution} (Francois and Hall 2003).`,
    '',
    table(regions, COLUMNS),
    '',
    ...limits.map((limit) => faint(`  ${limit}`)),
  ].join('\n');

async function run(sector: string, options: Options): Promise<void> {
  const outcome = outcomeNamed(await openEmbedded(), options.outcome);
  const prepared = await prepare({ ...options, outcomes: outcome });
  const { sectorOf } = await economyData(options);
  const answer = marketAnswer(prepared, sectorOf, {
    sector,
    outcome,
    demand: number(options.demand, 'demand'),
    supply: number(options.supply, 'supply'),
    substitution: number(options.substitution, 'substitution'),
  });
  show(options, { json: answer, rows: answer.regions, columns: COLUMNS, text: () => text(answer) });
}

export function marketCommand(program: Command): void {
  outputOptions(
    program
      .command('market')
      .argument('<sector>', 'a sector of the table, for example electronics')
      .description('one sector in many countries this year: prices, who gains, who sells instead'),
  )
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--deadline <date>', 'the deadline (default: the next one that an outcome is about)')
    .option('--outcome <name>', 'the outcome', 'lapse')
    .option('--demand <elasticity>', 'of demand for the product', '-1.25')
    .option('--supply <elasticity>', 'of supply', '1.5')
    .option('--substitution <elasticity>', 'between origins', '5')
    .option('--table <file>', 'your own trade table (docs/economy.md tells the format)')
    .addHelpText(
      'after',
      '\nExamples:\n  rosenbad market electrical --known 2025-07-29 --outcome lapse\n  rosenbad market electronics --known 2025-07-29 --outcome return-to-145',
    )
    .action(run);
}
