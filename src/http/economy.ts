// The economy's questions as the service and the assistants' tools ask them: shipped data, rates kept in memory.

import type { z } from 'zod';
import { type SimulateAnswer, simulateAnswer, type WaitAnswer, waitAnswer } from '../economy/answers.ts';
import type { LawRates } from '../economy/law-rates.ts';
import { type EconomyData, type Prepared, prepareQuestion, type RatesKept } from '../economy/question.ts';
import type { Law } from '../law.ts';
import { economyData } from '../store/economy-files.ts';
import type { simulateShape, waitShape } from './economy-shapes.ts';

/** Scenarios whose rates are kept; each is some hundred kilobytes. */
const MOST_KEPT = 40;

/** The oldest make room for new ones. */
function keptInMemory(): RatesKept {
  const kept = new Map<string, LawRates>();
  return {
    get: (key) => kept.get(key),
    set(key, rates) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, rates);
    },
  };
}

const kept = keptInMemory();
let shipped: Promise<EconomyData> | undefined;

/** Drops absent keys, as exact optional properties want it. */
const given = <T extends object>(object: T) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

interface Deadline {
  readonly known?: string | undefined;
  readonly deadline?: string | undefined;
}

async function prepared(
  law: Law,
  { known, deadline }: Deadline,
  newest: string,
  outcomes: readonly string[] | undefined,
): Promise<Prepared> {
  shipped ??= economyData();
  return prepareQuestion(
    law,
    await shipped,
    { known: known ?? newest, ...given({ deadline, outcomes }) },
    kept,
  );
}

/** What each outcome costs each region. `newest`: the day known when none is given. */
export async function askSimulate(
  law: Law,
  { known, deadline, outcomes, ...settings }: z.output<typeof simulateShape>,
  newest: string,
): Promise<SimulateAnswer> {
  return simulateAnswer(await prepared(law, { known, deadline }, newest, outcomes), given(settings));
}

/** What a day's delay costs two sides. */
export async function askWait(
  law: Law,
  {
    known,
    deadline,
    parties = ['US', 'CN'],
    deal = 'deal-at-10-for-good',
    ...rest
  }: z.output<typeof waitShape>,
  newest: string,
): Promise<WaitAnswer> {
  const ready = await prepared(law, { known, deadline }, newest, ['lapse', deal]);
  return waitAnswer(ready, { parties, deal, ...given(rest) });
}
