// The Stockholm question in docs/economy.md: what each outcome of 12 August 2025 costs both sides, and who can wait.
import {
  type EconomyData,
  prepareQuestion,
  simulateAnswer,
  simulationOf,
  waitAnswer,
} from '../src/economy/index.ts';
import type { Law } from '../src/law.ts';

const QUESTION = { known: '2025-07-29', deadline: '2025-08-12' };
const SIDES = ['US', 'CN'] as const;

interface Written {
  readonly central: number | string;
  readonly low: number | string;
  readonly high: number | string;
}

const band = ({ central, low, high }: Written, by: number, digits: number): string => {
  const [a, b, c] = [central, low, high].map((x) => (Number(x) * by).toFixed(digits));
  return `${a} (${b} to ${c})`;
};

const billions = (dollars: string | undefined): string =>
  dollars === undefined ? '' : (Number(dollars) / 1e9).toFixed(1);

/** The generated part of the page, without its markers. */
export function stockholmFigures(law: Law, data: EconomyData): string {
  const prepared = prepareQuestion(law, data, QUESTION);
  const models = [false, true].map((linkages) => ({
    linkages,
    simulation: simulationOf(prepared, { linkages }),
  }));
  const [plain, linked] = models.map(({ linkages, simulation }) =>
    simulateAnswer(prepared, { linkages, parties: SIDES }, simulation),
  );
  const rows = plain!.outcomes
    .filter(({ changes }) => changes)
    .flatMap(({ outcome, longRun, thisYear, duties }) =>
      SIDES.map((side, index) => {
        const long = longRun.find(({ region }) => region === side)!;
        const inputs = linked!.outcomes
          .find((one) => one.outcome === outcome)!
          .longRun.find(({ region }) => region === side)!;
        const year = thisYear.find(({ importer }) => importer === side);
        const duty = duties.find((one) => one.importer === side && one.exporter === SIDES[1 - index]);
        const cells = [
          outcome,
          side,
          duty ? `${(100 * duty.before).toFixed(1)} → ${(100 * duty.rate).toFixed(1)}` : '',
          band(long.realIncome, 100, 3),
          band(long.realIncomeDay, 1e-6, 0),
          band(inputs.realIncome, 100, 3),
          band(inputs.realIncomeDay, 1e-6, 0),
          billions(year?.complete.buyersPay),
          billions(year?.chosen.buyersPay),
        ];
        return `| ${cells.join(' | ')} |`;
      }),
    );
  const same = plain!.outcomes.filter(({ changes }) => !changes).map(({ outcome }) => outcome);
  const waits = models.map(({ linkages, simulation }) => {
    const { parties, moreRoom } = waitAnswer(
      prepared,
      { parties: SIDES, deal: 'deal-at-10-for-good', linkages },
      simulation,
    );
    const costs = parties.map(
      ({ region, cost, costOfGdp }) =>
        `${region} ${band(cost, 1e-6, 0)} million $, ${band(costOfGdp, 100, 3)} % of a day's GDP`,
    );
    return `${linkages ? 'with linkages' : 'without'}: ${costs.join('; ')}; ${moreRoom === null ? 'neither side clearly has more room' : `${moreRoom} has more room`}`;
  });
  return [
    `As known on 29 July 2025, against the last day before 12 August. Under ${same.join(' and ')} nothing changes. Duty in percent, weighed by trade (China's above its base duty); real income in percent of all spending, with linkages of final spending; a day in million $; what buyers pay this year in billion $, all passed on and half.`,
    '',
    '| outcome | side | duty on the other | real income, % | a day | with linkages, % | a day | buyers pay | half |',
    '|---|---|---|---:|---:|---:|---:|---:|---:|',
    ...rows,
    '',
    `A day's delay at a chance of 1 % a day that the truce lapses for 90 days: ${waits.join('. ')}.`,
  ].join('\n');
}
