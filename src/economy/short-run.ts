// What buyers pay this year: import lines at given supply, before wages and the world's trade have adjusted.
import { incorrect } from '../core/errors.ts';

/** One import line of one importer. A line of the home industry has origin = the importer and no duty. */
export interface ImportLine {
  readonly product: string;
  readonly origin: string;
  /** Value a year before duty. */
  readonly value: number;
  /** Duty as a fraction, before and after. */
  readonly before: number;
  readonly after: number;
  /** Substitution between origins of this product, where it is known. */
  readonly substitution?: number;
}

export interface ShortRunOptions {
  /** Part of a duty change that reaches buyers, as a power of 1 + t. Default 1, as Amiti, Redding and Weinstein (2019) find for 2018. */
  readonly passThrough?: number;
  /** Substitution between origins. Default 5, Francois and Hall (2003). */
  readonly substitution?: number;
  /** Elasticity of demand for the product as a whole, a positive number. Default 1.25, the same source. */
  readonly demand?: number;
}

/** A line after the change, in the currency of its value. */
export interface LineChange {
  readonly product: string;
  readonly origin: string;
  /** Price to buyers, duty paid, as a ratio minus 1. */
  readonly price: number;
  readonly value: number;
  readonly valueBefore: number;
  readonly revenue: number;
}

/** Totals over all lines and what each origin gains or loses. */
export interface ShortRun {
  readonly passThrough: number;
  /** What last year's purchases cost more. */
  readonly buyersPay: number;
  /** Duty collected after buyers have switched, less duty collected before. */
  readonly revenue: number;
  /** Duty that would be collected if nobody switched, less duty collected before. */
  readonly revenueIfUnchanged: number;
  /** Lower prices that foreign sellers take, on what is still bought. */
  readonly sellersPay: number;
  readonly lines: readonly LineChange[];
  /** Change in value before duty by origin. */
  readonly diversion: ReadonlyMap<string, number>;
}

/** Partial equilibrium of import lines: CES between the origins of a product, constant elasticity for the product. */
export function shortRun(lines: readonly ImportLine[], options: ShortRunOptions = {}): ShortRun {
  lines.forEach(checkLine);
  const changes = [...groupByProduct(lines).values()].flatMap((group) => changeProduct(group, options));
  const diversion = new Map<string, number>();
  for (const { origin, value, valueBefore } of changes)
    diversion.set(origin, (diversion.get(origin) ?? 0) + value - valueBefore);
  const sum = (f: (line: ImportLine) => number) => lines.reduce((total, line) => total + f(line), 0);
  const { passThrough = 1 } = options;
  return {
    passThrough,
    buyersPay: sum((l) => l.value * (1 + l.before) * (priceRatio(l, passThrough) - 1)),
    revenue: changes.reduce((total, c) => total + c.revenue, 0) - sum((l) => l.value * l.before),
    revenueIfUnchanged: sum((l) => l.value * (l.after - l.before)),
    sellersPay: sellersLoss(lines, changes, passThrough),
    lines: changes,
    diversion,
  };
}

const priceRatio = ({ before, after }: ImportLine, passThrough: number): number =>
  ((1 + after) / (1 + before)) ** passThrough;

const sellerRatio = (line: ImportLine, passThrough: number): number =>
  (priceRatio(line, passThrough) * (1 + line.before)) / (1 + line.after);

function sellersLoss(
  lines: readonly ImportLine[],
  changes: readonly LineChange[],
  passThrough: number,
): number {
  const after = new Map(changes.map((c) => [`${c.product}\n${c.origin}`, c.value]));
  return lines.reduce((total, line) => {
    const value = after.get(`${line.product}\n${line.origin}`)!;
    return total + value * (1 / sellerRatio(line, passThrough) - 1);
  }, 0);
}

function groupByProduct(lines: readonly ImportLine[]): Map<string, ImportLine[]> {
  const groups = new Map<string, ImportLine[]>();
  for (const line of lines) {
    const group = groups.get(line.product);
    if (group) group.push(line);
    else groups.set(line.product, [line]);
  }
  return groups;
}

function changeProduct(lines: readonly ImportLine[], options: ShortRunOptions): LineChange[] {
  const { passThrough = 1, demand = 1.25 } = options;
  const sigma = lines[0]?.substitution ?? options.substitution ?? 5;
  const paid = lines.map((l) => l.value * (1 + l.before));
  const total = paid.reduce((a, b) => a + b, 0);
  const ratios = lines.map((l) => priceRatio(l, passThrough));
  const mix = ratios.reduce((sum, r, k) => sum + (paid[k]! / total) * r ** (1 - sigma), 0);
  const index = total > 0 ? mix ** (1 / (1 - sigma)) : 1;
  return lines.map((line, k) => {
    const quantity = (ratios[k]! / index) ** -sigma * index ** -demand;
    const value = line.value * quantity * sellerRatio(line, passThrough);
    return {
      product: line.product,
      origin: line.origin,
      price: ratios[k]! - 1,
      value,
      valueBefore: line.value,
      revenue: value * line.after,
    };
  });
}

function checkLine({ product, origin, value, before, after }: ImportLine): void {
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    throw incorrect(
      'economy/trade',
      `The import value of ${product} from ${origin} is ${value}.`,
      'Give zero or more.',
    );
  for (const t of [before, after])
    if (!(t > -1 && t < Number.POSITIVE_INFINITY))
      throw incorrect(
        'economy/tariff',
        `The duty on ${product} from ${origin} is ${100 * t} %.`,
        'A duty must lie above -100 %.',
      );
}
