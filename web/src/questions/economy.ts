// What the page can ask the economy: the model is solved here, in the worker; data comes with the first question.

import {
  type Settings,
  type SimulateAnswer,
  simulateAnswer,
  simulationOf,
  type WaitAnswer,
  type WaitSettings,
  waitAnswer,
} from '../../../src/economy/answers.ts';
import type { LawRates } from '../../../src/economy/law-rates.ts';
import { parseLinkages } from '../../../src/economy/linkages.ts';
import { type DeadlineQuestion, type Prepared, prepareQuestion } from '../../../src/economy/question.ts';
import { parseSectors } from '../../../src/economy/sectors.ts';
import type { Simulation } from '../../../src/economy/simulate.ts';
import { parseTable } from '../../../src/economy/table-text.ts';
import type { Law } from '../../../src/law.ts';
import { readImports } from '../../../src/schedule/imports.ts';

const text = (file: Promise<{ readonly default: string }>): Promise<string> =>
  file.then(({ default: all }) => all);

async function shipped() {
  const [table, inputs, sectors, us, cn] = await Promise.all([
    text(import('../../../data/economy/world-2022.csv?raw')),
    text(import('../../../data/economy/inputs-1993.csv?raw')),
    text(import('../../../data/economy/sectors-hs.csv?raw')),
    text(import('../../../law/us/schedule/imports-2024.csv?raw')),
    text(import('../../../law/cn/imports-2024.csv?raw')),
  ]);
  return {
    table: parseTable(table),
    sectorOf: parseSectors(sectors),
    linkages: parseLinkages(inputs),
    sides: [
      { importer: 'US', year: 2024, additionalOnly: false, weights: readImports(us) },
      { importer: 'CN', year: 2024, additionalOnly: true, weights: readImports(cn) },
    ],
  };
}

/** The newest few of what takes long, by name. */
function newest<T>(most: number) {
  const kept = new Map<string, T>();
  return (key: string, make: () => T): T => {
    const known = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, known);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return known;
  };
}

type Model = Pick<Settings, 'elasticity' | 'linkages'>;

/** Cost of a day against the chance of a lapse: one point of the chart for each side. */
export interface HazardPoint {
  readonly hazard: number;
  readonly region: string;
  readonly central: number;
  readonly low: number;
  readonly high: number;
}

const HAZARDS = Array.from({ length: 21 }, (_, k) => k / 400);

export default async function economy(law: Law) {
  const data = await shipped();
  const rates = new Map<string, LawRates>();
  const questions = newest<Prepared>(6);
  const solved = newest<Simulation>(8);
  const prepared = (question: DeadlineQuestion): Prepared =>
    questions(JSON.stringify(question), () => prepareQuestion(law, data, question, rates));
  const simulated = (question: DeadlineQuestion, { elasticity, linkages }: Model): Simulation => {
    const model = { ...(elasticity ? { elasticity } : {}), ...(linkages ? { linkages } : {}) };
    return solved(JSON.stringify([question, model]), () => simulationOf(prepared(question), model));
  };
  return {
    regions: (): readonly string[] => data.table.regions,
    simulate: (question: DeadlineQuestion, settings: Settings): SimulateAnswer =>
      simulateAnswer(prepared(question), settings, simulated(question, settings)),
    wait: (question: DeadlineQuestion, settings: WaitSettings): WaitAnswer =>
      waitAnswer(prepared(question), settings, simulated(question, settings)),
    /** The cost of a day, as a share of a day's GDP, for chances of a lapse from 0 to 5 % a day. */
    hazards: (question: DeadlineQuestion, settings: WaitSettings): readonly HazardPoint[] =>
      HAZARDS.flatMap((hazard) =>
        waitAnswer(prepared(question), { ...settings, hazard }, simulated(question, settings)).parties.map(
          ({ region, costOfGdp }) => ({ hazard, region, ...costOfGdp }),
        ),
      ),
  };
}
