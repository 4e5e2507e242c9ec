// This year on the actual import lines: what buyers pay, what sellers bear, what is collected, and who sells instead.

import { regionOf } from './from-law.ts';
import type { LawSide } from './law-rates.ts';
import { NOW, type Prepared } from './question.ts';
import { type LineChange, type ShortRun, shortRun } from './short-run.ts';

/** Printed with every answer that shows this year. */
export const LINE_LIMITS: readonly string[] = [
  'What buyers pay more is what the purchases of 2024 would cost more; after the switch to other origins they pay less.',
  'This year: import lines at given world prices; buyers switch origins by an elasticity of 5 and buy less by 1.25 (Francois and Hall 2003).',
];

/** Whole US dollars, as texts. */
export interface YearTotals {
  readonly buyersPay: string;
  readonly sellersPay: string;
  /** Change of duty collected, after buyers have switched; and if nobody switched. */
  readonly revenue: string;
  readonly revenueIfUnchanged: string;
}

export interface MovedLine {
  readonly code: string;
  /** Short name, empty where the pack has none. */
  readonly name: string;
  readonly origin: string;
  readonly dutyBefore: number;
  readonly duty: number;
  /** Change of the price to buyers, at the chosen pass-through. */
  readonly price: number;
  readonly boughtBefore: string;
  readonly bought: string;
}

/** One importer under one outcome. */
export interface LinesThisYear {
  readonly importer: string;
  /** Year of the import lines, and their value. */
  readonly year: number;
  readonly value: string;
  readonly complete: YearTotals;
  readonly chosen: YearTotals & { readonly passThrough: number };
  /** Change of what is bought by origin, at the chosen pass-through, the largest first. */
  readonly diversion: readonly { readonly origin: string; readonly change: string }[];
  readonly products: readonly MovedLine[];
}

interface LineSettings {
  readonly passThrough?: number;
  readonly products?: number;
}

const dollars = (value: number): string => String(Math.round(value) || 0);
const rate = (value: number): number => Number(value.toFixed(6)) || 0;
const totals = (run: ShortRun): YearTotals => ({
  buyersPay: dollars(run.buyersPay),
  sellersPay: dollars(run.sellersPay),
  revenue: dollars(run.revenue),
  revenueIfUnchanged: dollars(run.revenueIfUnchanged),
});

const moved = ({ value, valueBefore }: LineChange): number => Math.abs(value - valueBefore);

/** One side's lines at complete and at the chosen pass-through. */
function runOf({ law }: Prepared, { importer, year }: LawSide, outcome: string, passThrough: number) {
  const lines = law.importLines(importer, NOW, outcome);
  return { importer, year, lines, complete: shortRun(lines), chosen: shortRun(lines, { passThrough }) };
}

type Run = ReturnType<typeof runOf>;

function sideOf(
  { nameOf }: Prepared,
  { importer, year, lines, complete, chosen }: Run,
  products: number,
): LinesThisYear {
  const duties = new Map(lines.map((line) => [`${line.product} ${line.origin}`, line]));
  const most = [...chosen.lines]
    .filter((line) => moved(line) > 0.5)
    .sort((a, b) => moved(b) - moved(a))
    .slice(0, products);
  return {
    importer,
    year,
    value: dollars(lines.reduce((sum, { value }) => sum + value, 0)),
    complete: totals(complete),
    chosen: { passThrough: chosen.passThrough, ...totals(chosen) },
    diversion: [...chosen.diversion]
      .filter(([, change]) => Math.abs(change) >= 0.5)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .map(([origin, change]) => ({ origin, change: dollars(change) })),
    products: most.map((line): MovedLine => {
      const { before, after } = duties.get(`${line.product} ${line.origin}`)!;
      return {
        code: line.product,
        name: nameOf(importer, line.product),
        origin: line.origin,
        dutyBefore: rate(before),
        duty: rate(after),
        price: rate(line.price),
        boughtBefore: dollars(line.valueBefore),
        bought: dollars(line.value),
      };
    }),
  };
}

/** What a region sells more or less to the sides whose imports are at hand. */
function salesOf(prepared: Prepared, runs: readonly Run[], which: 'complete' | 'chosen') {
  const sold = new Map<string, number>();
  for (const run of runs)
    for (const [origin, change] of run[which].diversion) {
      const region = regionOf(prepared.table, origin);
      if (region !== undefined) sold.set(region, (sold.get(region) ?? 0) + change);
    }
  return (region: string): string => dollars(sold.get(region) ?? 0);
}

export interface SalesThisYear {
  readonly region: string;
  readonly complete: string;
  readonly chosen: string;
}

/** Every side whose law is in the pack under one outcome, and every region's sales to them. */
export function yearUnder(
  prepared: Prepared,
  outcome: string,
  { passThrough = 0.5, products = 0 }: LineSettings,
): { readonly sides: readonly LinesThisYear[]; readonly sales: readonly SalesThisYear[] } {
  const runs = prepared.sides.map((side) => runOf(prepared, side, outcome, passThrough));
  const complete = salesOf(prepared, runs, 'complete');
  const chosen = salesOf(prepared, runs, 'chosen');
  return {
    sides: runs.map((run) => sideOf(prepared, run, products)),
    sales: prepared.table.regions.map((region) => ({
      region,
      complete: complete(region),
      chosen: chosen(region),
    })),
  };
}
