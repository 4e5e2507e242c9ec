// The law's duty on every product and origin of both sides' trade under each outcome: plain numbers, which may be kept.

import type { Law } from '../law.ts';
import type { LawScenario } from '../outlook/scenarios.ts';
import { openTradeRates, type TradeWeight } from '../outlook/trade-rates.ts';

/** One importer whose law is in the pack. */
export interface LawSide {
  /** Region of the table, which is the territory too. */
  readonly importer: string;
  readonly weights: readonly TradeWeight[];
  /** Year of the weights. */
  readonly year: number;
  /** Where the pack knows no base duty: the table's tariff is the base and the law's duty comes on top. */
  readonly additionalOnly: boolean;
}

/** Scenario → importer → duty of each weight as a fraction, null where it cannot be worked out. */
export type LawRates = Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>;

/** Rates of open questions are taken at the middle of their range, preferences as claimed wherever they are lawful. */
export function lawRates(law: Law, sides: readonly LawSide[], scenarios: readonly LawScenario[]): LawRates {
  const days = [...new Set(scenarios.map(({ notBefore }) => notBefore))];
  const opened = sides.map((side) => ({
    side,
    rates: openTradeRates(law, side.importer, side.weights, days),
  }));
  return Object.fromEntries(
    scenarios.map(({ id, at, notBefore }) => [
      id,
      Object.fromEntries(
        opened.map(({ side: { importer, additionalOnly }, rates }) => [
          importer,
          rates
            .under(at, notBefore)
            .map((rate) => (rate === undefined ? null : additionalOnly ? rate.additional : rate.all)),
        ]),
      ),
    ]),
  );
}
