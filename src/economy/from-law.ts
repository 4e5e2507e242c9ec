// From law to model: the duty on every product and origin under each outcome, averaged by trade into the table's tariffs.

import { averageTariffs, type DutyLine } from './averages.ts';
import type { LawRates, LawSide } from './law-rates.ts';
import type { SectorOf } from './sectors.ts';
import type { ImportLine } from './short-run.ts';
import type { Table } from './table.ts';

/** Trade-weighted duty of one importer on one exporter under one scenario. */
export interface PairDuty {
  readonly scenario: string;
  readonly importer: string;
  readonly exporter: string;
  /** As a fraction; without the base duty where the pack has none. */
  readonly rate: number;
  readonly additionalOnly: boolean;
}

export interface LawTariffs {
  /** Scenario id → cube of tariffs laid out as the table's. */
  readonly tariffs: Readonly<Record<string, Float64Array>>;
  /** Part of each side's weights whose duty could be worked out. */
  readonly covered: Readonly<Record<string, number>>;
  readonly pairs: readonly PairDuty[];
  /** The import lines of one side with their duty before and after: what the short run works on. */
  importLines(importer: string, before: string, after: string): readonly ImportLine[];
}

/** A duty line that remembers its product and origin. */
interface CodeLine extends DutyLine {
  readonly code: string;
  readonly origin: string;
}

/** The region for all that have none of their own. */
const REST = 'ROW';

/** Region of the table to which an origin belongs; undefined where the table has no rest of the world. */
export const regionOf = ({ regions }: Pick<Table, 'regions'>, origin: string): string | undefined =>
  regions.includes(origin) ? origin : regions.includes(REST) ? REST : undefined;

function linesOf(
  table: Table,
  { importer, weights }: LawSide,
  sectorOf: SectorOf,
  rates: readonly (number | null)[],
): readonly CodeLine[] {
  return weights.flatMap(({ code, origin, value }, index): readonly CodeLine[] => {
    const rate = rates[index] ?? null;
    const sector = rate === null ? undefined : sectorOf(code);
    const exporter = regionOf(table, origin);
    if (rate === null || sector === undefined || exporter === undefined || exporter === importer) return [];
    return [{ importer, exporter, sector, code, origin, value, rate }];
  });
}

/** The law's additional duty on top of the table's own tariff, cell by cell. */
function onTop(table: Table, lines: readonly DutyLine[]): Float64Array {
  const bare = averageTariffs({ ...table, tariff: new Float64Array(table.tariff.length) }, lines);
  return table.tariff.map((base, index) => base + bare[index]!);
}

const weighed = (lines: readonly { readonly value: number }[]): number =>
  lines.reduce((sum, { value }) => sum + value, 0);

function pairsOf(scenario: string, { importer, additionalOnly }: LawSide, lines: readonly CodeLine[]) {
  const byExporter = new Map<string, { value: number; duty: number }>();
  for (const { exporter, value, rate } of lines) {
    const sum = byExporter.get(exporter) ?? { value: 0, duty: 0 };
    byExporter.set(exporter, sum);
    sum.value += value;
    sum.duty += value * rate;
  }
  return [...byExporter].map(
    ([exporter, { value, duty }]): PairDuty => ({
      scenario,
      importer,
      exporter,
      rate: value > 0 ? duty / value : 0,
      additionalOnly,
    }),
  );
}

/** Tariffs of `table` under each scenario, from the law of each side. Cells that no weight reaches keep the table's tariff. */
export function tariffsFromLaw(
  table: Table,
  sides: readonly LawSide[],
  sectorOf: SectorOf,
  rates: LawRates,
): LawTariffs {
  const lines = new Map(
    Object.entries(rates).map(([id, own]) => [
      id,
      sides.map((side) => linesOf(table, side, sectorOf, own[side.importer] ?? [])),
    ]),
  );
  const tariffs = Object.fromEntries(
    [...lines].map(([id, own]) => {
      const full = sides.flatMap((side, index) => (side.additionalOnly ? [] : own[index]!));
      const added = sides.flatMap((side, index) => (side.additionalOnly ? own[index]! : []));
      return [id, onTop({ ...table, tariff: averageTariffs(table, full) }, added)];
    }),
  );
  const [first = []] = lines.values();
  return {
    tariffs,
    covered: Object.fromEntries(
      sides.map((side, index) => [side.importer, weighed(first[index] ?? []) / weighed(side.weights)]),
    ),
    pairs: [...lines].flatMap(([id, own]) => sides.flatMap((side, index) => pairsOf(id, side, own[index]!))),
    importLines(importer, before, after) {
      const at = sides.findIndex((side) => side.importer === importer);
      const was = new Map(lines.get(before)?.[at]?.map((line) => [`${line.code} ${line.origin}`, line.rate]));
      return (lines.get(after)?.[at] ?? []).flatMap(({ code, origin, value, rate }) => {
        const old = was.get(`${code} ${origin}`);
        return old === undefined ? [] : [{ product: code, origin, value, before: old, after: rate }];
      });
    },
  };
}
