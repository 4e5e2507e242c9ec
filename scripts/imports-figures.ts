// The figures of docs/verification-imports.md: a year's imports by chapter and by partner. Outcomes in, Markdown out.

import { isWorked, type Outcome, type Standing, UNION, type Worked } from '../test/support/imports-2024.ts';

const STANDINGS: readonly (readonly [Standing, string])[] = [
  ['charged', 'as charged without a claim'],
  ['preference', 'between that and the best preference'],
  ['fact', 'within what an open fact decides (quota, exclusion, content)'],
  ['other-day', 'within what was due on another day of 2024'],
  ['lapsed', 'less, by claims of the lapsed GSP'],
  ['below', 'below all of these'],
  ['above', 'above all of these'],
];

const EXPLAINED: ReadonlySet<Standing> = new Set(['charged', 'preference', 'fact', 'other-day', 'lapsed']);
export const isExplained = ({ standing }: Worked): boolean => EXPLAINED.has(standing);

const millions = (dollars: number): string =>
  (dollars / 1e6).toFixed(1).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const known = groups.get(keyOf(one));
    if (known) known.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, place) => (place === 0 ? '---' : '---:')).join('|')}|`,
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');

/** How much of the base duty that could be claimed away was: by symbol, where nothing else is open. */
function usedShare(rows: readonly Worked[]): number | undefined {
  const open = rows.filter(({ base, symbols }) => base > 0 && symbols.length > 0);
  const due = sum(open, ({ base }) => base);
  if (due === 0) return undefined;
  const saved = sum(open, ({ base, charged, duty }) => Math.min(base, Math.max(0, charged - duty)));
  return saved / due;
}

const lineOf = (key: string, rows: readonly Worked[]): readonly string[] => {
  const value = sum(rows, (one) => one.value);
  const used = usedShare(rows);
  return [
    key,
    millions(value),
    millions(sum(rows, ({ duty }) => duty)),
    millions(sum(rows, ({ charged }) => charged)),
    used === undefined ? '' : percent(used),
    percent(value === 0 ? 1 : sum(rows.filter(isExplained), (one) => one.value) / value),
    millions(
      sum(
        rows.filter(({ standing }) => standing === 'below'),
        ({ duty, low }) => low - duty,
      ),
    ),
    millions(
      sum(
        rows.filter(({ standing }) => standing === 'above'),
        ({ duty, high }) => duty - high,
      ),
    ),
  ];
};

const HEAD = [
  '',
  'value',
  'Census duty',
  'ours, no claim',
  'preferences used',
  'value explained',
  'short by',
  'over by',
];

const nameOf = (origin: string): string => (origin === UNION ? 'EU' : origin);

/** Symbols that are open to every origin, or to one use only: no sign of membership. */
const NOT_OF_COUNTRIES = ['B', 'C', 'K', 'L'];

/** Preferences at work: by partner and symbol, the part of the base duty that was claimed away. */
function preferenceTable(rows: readonly Worked[]): string {
  const pairs = rows.flatMap((row) =>
    row.symbols
      .filter((symbol) => !NOT_OF_COUNTRIES.includes(symbol))
      .slice(0, 1)
      .map((symbol) => [`${nameOf(row.origin)} ${symbol}`, row] as const),
  );
  const lines = [...groupBy(pairs, ([key]) => key)]
    .map(([key, all]) => [key, all.map(([, row]) => row)] as const)
    .filter(([, all]) => sum(all, ({ base }) => base) > 1e5)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, all]) => [key, millions(sum(all, ({ base }) => base)), percent(usedShare(all) ?? 0)]);
  return table(['partner, symbol', 'base duty that could be claimed away', 'claimed away'], lines);
}

/** The largest rows that nothing explains. */
function leftOver(rows: readonly Worked[], most: number): string {
  const gap = ({ duty, low, high, standing }: Worked) => (standing === 'below' ? low - duty : duty - high);
  const lines = rows
    .filter((row) => !isExplained(row))
    .sort((a, b) => gap(b) - gap(a))
    .slice(0, most)
    .map((row) => [
      `${row.code} ${nameOf(row.origin)}`,
      millions(row.value),
      millions(row.duty),
      millions(row.low),
      millions(row.high),
    ]);
  return table(['number, partner', 'value', 'Census duty', 'ours, least', 'ours, most'], lines);
}

const UNWORKED: Readonly<Record<string, string>> = {
  quantity: 'duty by quantity, and the table has none',
  words: 'duty in words',
  'special-provision': 'provisions of chapters 98 and 99',
  refused: 'refused otherwise',
};

/** Goods that came in although the pack refuses them as banned. */
function bannedLine(worked: readonly Worked[]): string {
  const banned = worked.filter((one) => one.banned);
  const names = banned
    .sort((a, b) => b.value - a.value)
    .map(({ code, origin }) => `${code} ${nameOf(origin)}`);
  return `${banned.length} rows, ${millions(sum(banned, ({ value }) => value))} million dollars, are refused as under an import ban and worked out as under a licence: ${names.join(', ')}.`;
}

/** All figures of the page. Money in millions of dollars. */
export function importsFigures(outcomes: readonly Outcome[]): string {
  const worked = outcomes.filter(isWorked);
  const rest = outcomes.filter((one) => !isWorked(one));
  const all = sum(outcomes, ({ value }) => value);
  const standings = STANDINGS.map(([standing, words]) => {
    const own = worked.filter((one) => one.standing === standing);
    const value = sum(own, (one) => one.value);
    return [
      words,
      String(own.length),
      millions(value),
      percent(value / all),
      millions(sum(own, ({ duty }) => duty)),
    ];
  });
  const unworked = [...groupBy(rest, (one) => ('unworked' in one ? one.unworked : ''))].map(([key, own]) => [
    `not worked out: ${UNWORKED[key]}`,
    String(own.length),
    millions(sum(own, ({ value }) => value)),
    percent(sum(own, ({ value }) => value) / all),
    millions(sum(own, ({ duty }) => duty)),
  ]);
  const byKey = (keyOf: (one: Worked) => string) =>
    [...groupBy(worked, keyOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => lineOf(key, own));
  return [
    `${outcomes.length} rows, ${millions(all)} million dollars.`,
    '',
    table(['Census’ duty is', 'rows', 'value', 'of all', 'Census duty'], [...standings, ...unworked]),
    '',
    bannedLine(worked),
    '',
    '### By partner',
    '',
    table(
      HEAD,
      byKey(({ origin }) => nameOf(origin)),
    ),
    '',
    '### By chapter',
    '',
    table(
      HEAD,
      byKey(({ code }) => code.slice(0, 2)),
    ),
    '',
    '### Preferences at work',
    '',
    preferenceTable(worked),
    '',
    '### The largest rows that nothing explains',
    '',
    leftOver(worked, 40),
  ].join('\n');
}
