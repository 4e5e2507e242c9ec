// What every shell answers about the talks: one shape for the command line's --json, the service, the assistants' tools and the page.

import type { Law } from '../law.ts';
import { agreementsKnown, type WholeAgreement } from '../record/agreements.ts';
import { citesOf } from '../record/cites.ts';
import {
  type ControlAnswer,
  controlsOn,
  type Days,
  returning,
  type Shipment,
  type Verdict,
  verdictOf,
} from '../record/controls-ask.ts';
import { checkGoodsNamed } from '../record/goods-named.ts';
import { figuresKnown, type MineralFilter } from '../record/minerals.ts';
import type { MineralRow, Round, Source, Statement } from '../record/model.ts';
import type { RecordPack } from '../record/pack.ts';
import { type RoundFilter, roundNamed, roundsKnown, statementsAbout } from '../record/rounds.ts';
import type { TimelineFilter } from '../record/timeline.ts';
import { type LeverageQuestion, type LeverageView, leverageOf } from './leverage.ts';
import { controlsBetween, type Table, tableOf } from './talks.ts';
import { joinedTimeline, type Line } from './timeline.ts';

interface Known {
  readonly basis: { readonly known: string };
}

export interface TalksAnswer extends Known {
  /** Where things stand, when one partner is asked about. */
  readonly standing?: Table;
  readonly rounds: readonly Round[];
  readonly sources: readonly Source[];
}

export function talksAnswer(law: Law, record: RecordPack, filter: RoundFilter): TalksAnswer {
  const { known, partner } = filter;
  const rounds = roundsKnown(record, filter);
  const cited = rounds.flatMap(({ sources }) => sources);
  return {
    basis: { known },
    ...(partner === undefined ? {} : { standing: tableOf(law, record, known, partner) }),
    rounds,
    sources: citesOf(record, cited, known),
  };
}

export interface RoundAnswer extends Known {
  readonly round: Round;
  readonly statements: readonly Statement[];
  readonly sources: readonly Source[];
}

/** @throws TariffError `unknown-round` */
export function roundAnswer(record: RecordPack, name: string, known: string): RoundAnswer {
  const round = roundNamed(record, name, known);
  return {
    basis: { known },
    round,
    statements: statementsAbout(record, round.id, known),
    sources: citesOf(record, round.sources, known),
  };
}

export interface TimelineAnswer extends Known {
  readonly filter: Omit<TimelineFilter, 'known'>;
  readonly standing?: Table;
  readonly events: readonly Line[];
}

export function timelineAnswer(
  law: Law,
  record: RecordPack,
  filter: TimelineFilter & { readonly known: string },
): TimelineAnswer {
  const { known, ...rest } = filter;
  const { partner } = filter;
  return {
    basis: { known },
    filter: rest,
    ...(partner === undefined ? {} : { standing: tableOf(law, record, known, partner) }),
    events: joinedTimeline(law, record, filter),
  };
}

export interface AgreementsAnswer extends Known {
  readonly agreements: readonly WholeAgreement[];
  readonly sources: readonly Source[];
}

/** @throws TariffError `unknown-agreement` */
export function agreementsAnswer(record: RecordPack, known: string, name?: string): AgreementsAnswer {
  const agreements = agreementsKnown(record, known, name);
  const cited = agreements.flatMap((one) =>
    [one, ...one.undertakings, ...one.conflicts].flatMap(({ sources }) => sources),
  );
  return { basis: { known }, agreements, sources: citesOf(record, cited, known) };
}

export interface ControlsAnswer {
  readonly basis: Days;
  readonly shipment: Shipment;
  /** Whether the record holds export controls of the sender; without them silence says nothing. */
  readonly covered: boolean;
  /** When goods are named. */
  readonly answer?: Verdict;
  readonly returns: ReturnType<typeof returning>;
  readonly controls: readonly ControlAnswer[];
}

const namesGoods = ({ code, elements, chip }: Shipment): boolean =>
  code !== undefined || elements !== undefined || chip !== undefined;

/** Controls on a shipment; with `both` and no goods named, those of either direction. @throws TariffError `unknown-code`, `unknown-element` */
export function controlsAnswer(
  record: RecordPack,
  shipment: Shipment,
  basis: Days,
  both = false,
): ControlsAnswer {
  checkGoodsNamed(shipment);
  const goods = namesGoods(shipment);
  const controls =
    both && !goods
      ? controlsBetween(record, [shipment.from, shipment.to], basis)
      : controlsOn(record.controls, shipment, basis);
  return {
    basis,
    shipment,
    covered: record.controls.some(({ exporter }) => exporter === shipment.from),
    ...(goods ? { answer: verdictOf(controls) } : {}),
    returns: returning(controls),
    controls,
  };
}

export interface MineralsAnswer extends Known {
  readonly figures: readonly MineralRow[];
  readonly sources: readonly Source[];
}

/** @throws TariffError `unknown-mineral`, `bad-option` */
export function mineralsAnswer(record: RecordPack, filter: MineralFilter): MineralsAnswer {
  const figures = figuresKnown(record, filter);
  const cited = figures.map(({ source }) => source);
  return { basis: { known: filter.known }, figures, sources: citesOf(record, cited, filter.known) };
}

export interface LeverageAnswer extends Known, Omit<LeverageView, 'sources' | 'known'> {
  readonly sources: readonly Source[];
}

export function leverageAnswer(law: Law, record: RecordPack, question: LeverageQuestion): LeverageAnswer {
  const { known, sources, ...view } = leverageOf(law, record.talks, question);
  return { basis: { known }, ...view, sources: citesOf(record, sources, known) };
}
