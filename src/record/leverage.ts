// Who depends on whom: minerals and trade side by side with the duty at stake. Figures with sources, no score.

import type { DependenceRow, MineralRow, TalksRecord } from './model.ts';

/** The duty at stake under one outcome, computed by the caller from the law. */
export interface AtStake {
  readonly outcome: string;
  readonly importer: string;
  readonly partner: string;
  /** Duty per year in dollars on the imports of `year`: the upper end, and the lower where facts are open; how it was computed. */
  readonly dutyUsd: number;
  readonly lowUsd: number;
  readonly year: string;
  readonly how: string;
}

/** A mineral of which the side needs imports and the other is a named source or leader. */
export interface MineralDependence {
  readonly mineral: string;
  readonly vintage: string;
  readonly reliance: MineralRow;
  /** The partner's share of the imports, when published. */
  readonly fromPartner?: MineralRow;
  /** The partner's share of the world's output, when it leads. */
  readonly leads?: MineralRow;
}

export interface Leverage {
  readonly side: string;
  readonly partner: string;
  readonly minerals: readonly MineralDependence[];
  /** Sectors by what is bought from the partner, largest first. */
  readonly sectors: readonly DependenceRow[];
  readonly atStake: readonly AtStake[];
  readonly sources: readonly string[];
}

const figures = (record: TalksRecord, statistic: string, country: string): readonly MineralRow[] =>
  record.minerals.filter((row) => row.statistic === statistic && row.country === country);

const newest = (rows: readonly MineralRow[]): MineralRow | undefined =>
  rows.reduce<MineralRow | undefined>(
    (best, row) =>
      best === undefined || `${row.vintage} ${row.year}` > `${best.vintage} ${best.year}` ? row : best,
    undefined,
  );

const sameMineral = (name: string) => (row: MineralRow) => row.mineral === name;

/** Minerals for which the newest edition gives the side a reliance on imports and the partner a part in it. */
export function mineralDependence(
  record: TalksRecord,
  side: string,
  partner: string,
): readonly MineralDependence[] {
  const reliance = figures(record, 'net-import-reliance', side);
  const imports = figures(record, 'import-source', partner);
  const leads = figures(record, 'leading-producer-share', partner);
  const names = [...new Set(reliance.map(({ mineral }) => mineral))].sort();
  return names.flatMap((mineral) => {
    const one = newest(reliance.filter(sameMineral(mineral)))!;
    const fromPartner = newest(imports.filter(sameMineral(mineral)));
    const lead = newest(leads.filter(sameMineral(mineral)));
    if (!fromPartner && !lead) return [];
    return [
      {
        mineral,
        vintage: one.vintage,
        reliance: one,
        ...(fromPartner ? { fromPartner } : {}),
        ...(lead ? { leads: lead } : {}),
      },
    ];
  });
}

/**
 * What one side needs of the other, beside the duty that each outcome puts on the trade.
 * @param atStake one row for each outcome, from the engine
 */
export function leverage(
  record: TalksRecord,
  side: string,
  partner: string,
  atStake: readonly AtStake[] = [],
): Leverage {
  const minerals = mineralDependence(record, side, partner);
  const sectors = record.dependence
    .filter((row) => row.importer === side && row.partner === partner)
    .sort((a, b) => b.valueUsd - a.valueUsd);
  const cited = [
    ...minerals.flatMap((one) => [one.reliance, one.fromPartner, one.leads].map((row) => row?.source)),
    ...sectors.map(({ source }) => source),
  ];
  const sources = [...new Set(cited)].filter((one) => one !== undefined).sort();
  return { side, partner, minerals, sectors, atStake, sources };
}
