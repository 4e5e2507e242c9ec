// The figures of docs/economy.md, computed from the shipped table: text in, Markdown out.
import {
  type Band,
  changeTariffs,
  nashTariffs,
  negotiateTariffs,
  parseTable,
  prepareWorld,
  simulate,
  type Table,
  withoutDeficits,
} from '../src/economy/index.ts';

const PAIRS: readonly (readonly [string, string])[] = [
  ['US', 'CN'],
  ['US', 'EU'],
  ['US', 'JP'],
  ['CN', 'EU'],
  ['CN', 'JP'],
  ['EU', 'JP'],
];

const PARTIES = ['US', 'CN', 'EU', 'JP'];

/** The generated part of the page, without its markers. */
export function economyFigures(text: string): string {
  const table = parseTable(text);
  return [...warTable(table), '', ...gameTable(table)].join('\n');
}

const percent = ({ central, low, high }: Band): string =>
  `${central.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

const million = (x: number): string => Math.round(x).toLocaleString('en-US').replaceAll(',', ' ');

/** 25 points on all goods in both directions, pair by pair. */
function warTable(table: Table): string[] {
  const tariffs = Object.fromEntries(
    PAIRS.map(([a, b]) => [
      `${a}-${b}`,
      changeTariffs(table, [
        { importer: a, exporter: b, add: 0.25 },
        { importer: b, exporter: a, add: 0.25 },
      ]),
    ]),
  );
  const { outcomes } = simulate(table, tariffs);
  const rows = PAIRS.flatMap(([a, b]) =>
    [a, b].map((name) => {
      const region = outcomes.get(`${a}-${b}`)!.find((r) => r.region === name)!;
      const { realIncome, realIncomeDay, realIncomeOfGdp, thisYear } = region;
      const cells = [
        `${a}-${b}`,
        name,
        percent(realIncome),
        realIncomeOfGdp.central.toFixed(3),
        million(realIncomeDay.central),
        million(thisYear.buyersPay.complete),
        million(thisYear.revenue.complete),
        million(thisYear.salesAbroad.complete),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  return [
    '25 points more on all goods, both ways. Real income in percent of all spending in the table, long run, with the band, then in percent of GDP; the other columns in million US dollars.',
    '',
    '| between | region | real income, % | % of GDP | a day | buyers pay this year | duty collected | sales abroad |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
    ...rows,
  ];
}

/** War of all against all, and talks from there and from the tariffs of 2022. */
function gameTable(table: Table): string[] {
  const world = prepareWorld(withoutDeficits(table));
  const nash = nashTariffs(world);
  const fromWar = negotiateTariffs(world, nash.tariff);
  const fromNow = negotiateTariffs(world, table.tariff);
  const losses = PARTIES.map((name) => {
    const change = 100 * (nash.welfare[table.regions.indexOf(name)]! - 1);
    return `${name} ${change.toFixed(2)}`;
  });
  return [
    `War of all ${table.regions.length} regions against all (Nash tariffs), real income in percent: ${losses.join(', ')}. ` +
      `Talks from that war raise every region by ${(100 * fromWar.gain).toFixed(2)} %, talks from the tariffs of the table by ${(100 * fromNow.gain).toFixed(2)} %.`,
  ];
}
