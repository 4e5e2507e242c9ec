// What the page can ask about the talks. The record is loaded with the first of these questions.

import type { Law } from '../../../src/law.ts';
import {
  type AgreementsAnswer,
  agreementsAnswer,
  type ControlsAnswer,
  controlsAnswer,
  type LeverageAnswer,
  leverageAnswer,
  type MineralsAnswer,
  mineralsAnswer,
  type TimelineAnswer,
  timelineAnswer,
} from '../../../src/outlook/record-answers.ts';
import { type ShipmentText, shipmentOf } from '../../../src/record/ask-text.ts';
import type { Days } from '../../../src/record/controls-ask.ts';
import type { MineralFilter } from '../../../src/record/minerals.ts';
import { RECORD_THROUGH } from '../../../src/record/through.ts';
import type { TimelineFilter } from '../../../src/record/timeline.ts';

export interface About {
  /** The last day that the record looked at. */
  readonly through: string;
  /** Partners with whom something is recorded. */
  readonly partners: readonly string[];
  readonly programs: readonly { readonly id: string; readonly label: string }[];
  readonly chips: readonly string[];
  readonly sources: Readonly<
    Record<string, { readonly title: string; readonly publisher: string; readonly url?: string }>
  >;
  readonly people: Readonly<Record<string, string>>;
}

export interface TalksQuestions {
  about(): About;
  timeline(filter: TimelineFilter & { readonly known: string }): TimelineAnswer;
  agreements(known: string): AgreementsAnswer;
  controls(shipment: ShipmentText, basis: Days): ControlsAnswer;
  minerals(filter: MineralFilter): MineralsAnswer;
  leverage(known: string, side: string, partner: string): LeverageAnswer;
}

/** The questions about the talks, answered by an opened law and the record. */
export default async function answers(law: Law): Promise<TalksQuestions> {
  const { default: record } = await import('#record-pack');
  const { talks } = record;
  const met = [
    ...talks.rounds.flatMap(({ parties }) => parties),
    ...talks.agreements.flatMap(({ partner, with: others }) => [partner, ...others]),
  ];
  return {
    about: () => ({
      through: RECORD_THROUGH,
      partners: [...new Set(met)].filter((party) => party !== 'US').sort(),
      programs: Object.entries(law.pack.programs).map(([id, { label }]) => ({ id, label })),
      chips: talks.chips.map(({ chip }) => chip),
      sources: talks.sources,
      people: Object.fromEntries(talks.officials.map(({ id, name }) => [id, name])),
    }),
    timeline: (filter) => timelineAnswer(law, record, filter),
    agreements: (known) => agreementsAnswer(record, known),
    controls: (shipment, basis) => controlsAnswer(record, shipmentOf(record, shipment), basis, true),
    minerals: (filter) => mineralsAnswer(record, filter),
    leverage: (known, side, partner) => leverageAnswer(law, record, { known, side, partner }),
  };
}
