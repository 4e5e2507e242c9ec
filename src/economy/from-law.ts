// From law to model: the duty on every product and origin under each outcome, averaged by trade into the table's tariffs.

import type { Assessment } from '../assess/assessment.ts';
import type { EntryInput } from '../assess/entry.ts';
import { TariffError } from '../core/errors.ts';
import type { Scenario } from '../outlook/exposure.ts';
import { averageTariffs, type DutyLine } from './averages.ts';
import type { SectorOf } from './sectors.ts';
import type { ImportLine } from './short-run.ts';
import type { Table } from './table.ts';

/** What an importer bought in a year: the weights of the averages. */
export interface TradeWeight {
  readonly code: string;
  readonly origin: string;
  readonly value: number;
}

/** One importer whose law is in the pack. */
export interface LawSide {
  /** Region of the table, which is the territory too. */
  readonly importer: string;
  readonly weights: readonly TradeWeight[];
  /** Where the pack knows no base duty: the table's tariff is the base and the law's duty comes on top. */
  readonly additionalOnly: boolean;
}

export interface LawTariffs {
  /** Scenario id → cube of tariffs laid out as the table's. */
  readonly tariffs: Readonly<Record<string, Float64Array>>;
  /** Part of each side's weights whose duty could be worked out. */
  readonly covered: Readonly<Record<string, number>>;
  /** Trade-weighted duty of one importer on one exporter, by scenario. */
  average(scenario: string, importer: string, exporter: string): number;
  /** The import lines of one side with their duty before and after: what the short run works on. */
  importLines(importer: string, before: string, after: string): readonly ImportLine[];
}

/** A member state stands for the Union: its goods are treated alike. */
const STANDS_FOR: Readonly<Record<string, string>> = { EU: 'DE' };
/** Preferences taken as claimed wherever they are lawful. */
const CLAIMS: Readonly<Record<string, string>> = { CA: 'usmca', MX: 'usmca', KR: 'korus', AU: 'au-fta' };

const middle = ({ low, high }: { readonly low: number; readonly high: number }): number => (low + high) / 2;

/** The duty on one product of one origin, or nothing where it cannot be worked out (a quantity is missing, …). */
function rateOf(side: LawSide, { code, origin }: TradeWeight, scenario: Scenario): number | undefined {
  const from = STANDS_FOR[origin] ?? origin;
  const claim = side.importer === 'US' ? CLAIMS[origin] : undefined;
  const attempts: readonly (readonly string[])[] = claim === undefined ? [[]] : [[claim], []];
  for (const claims of attempts) {
    const entry: EntryInput = {
      into: side.importer,
      code,
      from,
      on: scenario.notBefore,
      value: 10_000,
      claims,
    };
    try {
      const answer: Assessment = scenario.assess(entry);
      return middle(side.additionalOnly ? answer.additional : answer.rate);
    } catch (error) {
      if (!(error instanceof TariffError)) throw error;
    }
  }
  return undefined;
}

/** A duty line that remembers its product and origin. */
type CodeLine = DutyLine & TradeWeight;

const regionOf = (table: Table, origin: string): string => (table.regions.includes(origin) ? origin : 'ROW');

function linesOf(table: Table, side: LawSide, sectorOf: SectorOf, scenario: Scenario): readonly CodeLine[] {
  return side.weights.flatMap((weight): readonly CodeLine[] => {
    const sector = sectorOf(weight.code);
    const exporter = regionOf(table, weight.origin);
    if (sector === undefined || weight.origin === 'ZZ' || exporter === side.importer) return [];
    const rate = rateOf(side, weight, scenario);
    return rate === undefined ? [] : [{ importer: side.importer, exporter, sector, ...weight, rate }];
  });
}

/** The law's additional duty on top of the table's own tariff, cell by cell. */
function onTop(table: Table, lines: readonly DutyLine[]): Float64Array {
  const bare = averageTariffs({ ...table, tariff: new Float64Array(table.tariff.length) }, lines);
  return table.tariff.map((base, index) => base + bare[index]!);
}

const weighed = (lines: readonly DutyLine[]): number => lines.reduce((sum, { value }) => sum + value, 0);

/**
 * Tariffs of `table` under each scenario, from the law of each side. Rates of open questions are taken at the middle of their range.
 * Sectors and pairs that no weight reaches keep the table's tariff.
 */
export function tariffsFromLaw(
  table: Table,
  sides: readonly LawSide[],
  sectorOf: SectorOf,
  scenarios: readonly Scenario[],
): LawTariffs {
  const lines = new Map(
    scenarios.map((scenario) => [scenario.id, sides.map((side) => linesOf(table, side, sectorOf, scenario))]),
  );
  const tariffs = Object.fromEntries(
    scenarios.map(({ id }) => {
      const own = lines.get(id)!;
      const full = sides.flatMap((side, index) => (side.additionalOnly ? [] : own[index]!));
      const added = sides.flatMap((side, index) => (side.additionalOnly ? own[index]! : []));
      return [id, onTop({ ...table, tariff: averageTariffs(table, full) }, added)];
    }),
  );
  const first = lines.get(scenarios[0]?.id ?? '') ?? [];
  const ownLines = (scenario: string, importer: string) =>
    (lines.get(scenario) ?? []).flat().filter((line) => line.importer === importer);
  const covered = Object.fromEntries(
    sides.map((side, index) => [
      side.importer,
      weighed(first[index] ?? []) / side.weights.reduce((sum, { value }) => sum + value, 0),
    ]),
  );
  return {
    tariffs,
    covered,
    importLines: (importer, before, after) => {
      const was = new Map(
        ownLines(before, importer).map((line) => [`${line.code} ${line.origin}`, line.rate]),
      );
      return ownLines(after, importer).flatMap(({ code, origin, value, rate }): readonly ImportLine[] => {
        const old = was.get(`${code} ${origin}`);
        return old === undefined ? [] : [{ product: code, origin, value, before: old, after: rate }];
      });
    },
    average: (scenario, importer, exporter) => {
      const own = (lines.get(scenario) ?? [])
        .flat()
        .filter((line) => line.importer === importer && line.exporter === exporter);
      return own.reduce((sum, { value, rate }) => sum + value * rate, 0) / (weighed(own) || 1);
    },
  };
}
