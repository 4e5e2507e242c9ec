// A question to the economy made ready: a deadline, its outcomes, and the tariffs that the law of both sides sets under each.

import { incorrect } from '../core/errors.ts';
import type { Law } from '../law.ts';
import { scenariosOf } from '../outlook/scenarios.ts';
import { type LawTariffs, tariffsFromLaw } from './from-law.ts';
import { type LawRates, type LawSide, lawRates } from './law-rates.ts';
import type { Linkages } from './linkages.ts';
import type { SectorOf } from './sectors.ts';
import type { Table } from './table.ts';

/** What ships with the project: a table of world trade, the sectors of tariff codes, and each side's imports. */
export interface EconomyData {
  readonly table: Table;
  readonly sectorOf: SectorOf;
  readonly sides: readonly LawSide[];
  readonly linkages: Linkages;
}

/** Keeps rates that were worked out: a file, a map, or nothing. */
export interface RatesKept {
  get(key: string): LawRates | undefined;
  set(key: string, rates: LawRates): void;
}

export interface DeadlineQuestion {
  readonly known: string;
  /** Default: the next one that an outcome on file is about. */
  readonly deadline?: string;
  /** Names of outcomes; default: nobody acts, and all on file. */
  readonly outcomes?: readonly string[];
}

export interface Prepared {
  readonly known: string;
  readonly deadline: string;
  readonly table: Table;
  readonly sides: readonly LawSide[];
  /** The day before the deadline first: everything is compared with it. */
  readonly scenarios: readonly { readonly id: string; readonly title: string }[];
  readonly law: LawTariffs;
  /** Short name of a product of an importer, empty where the pack has none. */
  nameOf(importer: string, code: string): string;
  readonly linkages: Linkages;
}

/** The state of now: the last day before the deadline. */
export const NOW = 'before';

/** Sides whose region the table has. A table of one's own may lack them. */
const sidesIn = ({ table, sides }: EconomyData): readonly LawSide[] => {
  const found = sides.filter(({ importer }) => table.regions.includes(importer));
  if (found.length > 0) return found;
  throw incorrect(
    'economy/region',
    `The table has none of the regions whose law is in the pack: ${sides.map(({ importer }) => importer).join(', ')}.`,
    `Its regions are ${table.regions.join(', ')}: name the United States US and China CN.`,
  );
};

/** Every sector that the codes of the imports lead to must be in the table. */
function checkSectors({ table, sectorOf }: EconomyData, sides: readonly LawSide[]): void {
  const codes = sides.flatMap(({ weights }) => weights.map(({ code }) => code));
  const found = new Set(codes.map(sectorOf));
  const missing = [...found].filter((sector) => sector !== undefined && !table.sectors.includes(sector));
  if (missing.length > 0)
    throw incorrect(
      'economy/sector',
      `Tariff codes belong to sectors that the table lacks: ${missing.join(', ')}.`,
      `The table has ${table.sectors.join(', ')}: name them so, or say with --sectors which sector a code belongs to.`,
    );
}

/** An outcome by its name, or by the first words of it when no other begins with them: `deal`. */
export function outcomeNamed(law: Law, name: string): string {
  const ids = law.pack.outcomes.map(({ id }) => id);
  if (name === 'lapse' || ids.includes(name)) return name;
  const begins = ids.filter((id) => id.startsWith(`${name}-`));
  return begins.length === 1 ? begins[0]! : law.outcome(name).id;
}

/** Names from the catalogue. A subheading has the name of its line where there is only one of it, the same goods in every schedule. */
function namer(law: Law): Prepared['nameOf'] {
  const names = new Map<string, string>();
  const lines = new Map<string, number>();
  for (const { code, name } of law.catalogue('US').rows) {
    if (!names.has(code)) lines.set(code.slice(0, 6), (lines.get(code.slice(0, 6)) ?? 0) + 1);
    names.set(code, name);
  }
  return (importer, code) => {
    if (importer === 'US') return names.get(code.slice(0, 8)) ?? '';
    return code.length === 6 && lines.get(code) === 1 ? (names.get(`${code}00`) ?? '') : '';
  };
}

/** @throws TariffError for an unknown outcome, no deadline, or a table without US and CN */
export function prepareQuestion(
  law: Law,
  data: EconomyData,
  { known, deadline: day, outcomes }: DeadlineQuestion,
  kept?: RatesKept,
): Prepared {
  const sides = sidesIn(data);
  checkSectors(data, sides);
  const asked = outcomes?.filter((one) => one !== NOW).map((one) => outcomeNamed(law, one));
  const found = scenariosOf(law, law.as({ known }), {
    ...(day ? { deadline: day } : {}),
    ...(asked ? { outcomes: asked } : {}),
  });
  const { deadline } = found;
  const wanted = asked === undefined || asked.includes('lapse');
  const scenarios = found.scenarios.filter(({ id }) => wanted || id !== 'lapse');
  const key = (id: string) =>
    JSON.stringify([law.pack.hash, known, deadline, id, sides.map(({ importer }) => importer)]);
  const rates: Record<string, LawRates[string]> = {};
  for (const { id } of scenarios) Object.assign(rates, kept?.get(key(id)));
  const missing = scenarios.filter(({ id }) => rates[id] === undefined);
  if (missing.length > 0) {
    const fresh = lawRates(law, sides, missing);
    for (const { id } of missing) kept?.set(key(id), { [id]: fresh[id]! });
    Object.assign(rates, fresh);
  }
  const ordered = Object.fromEntries(scenarios.map(({ id }) => [id, rates[id]!]));
  return {
    known,
    deadline,
    table: data.table,
    sides,
    scenarios: scenarios.map(({ id, title }) => ({ id, title })),
    law: tariffsFromLaw(data.table, sides, data.sectorOf, ordered),
    linkages: data.linkages,
    nameOf: namer(law),
  };
}
