// Economy: who pays under each outcome, and who can wait. The model is solved in the worker as the sliders move.

import { questions } from '../ask.ts';
import '../economy/economy.css';
import { Controls } from '../economy/controls.tsx';
import { Delay } from '../economy/delay.tsx';
import { Outcomes } from '../economy/outcomes.tsx';
import { Products } from '../economy/products.tsx';
import { type EconomySettings, readSettings, useRested } from '../economy/settings.ts';
import { Answered } from '../parts/notice.tsx';
import { param } from '../state.ts';
import { percent } from '../words.ts';

const economy = questions<typeof import('../questions/economy.ts')>('economy');
const MOST_PRODUCTS = 40;

function useAnswers({
  sides,
  deadline,
  deal,
  hazard,
  days,
  passThrough,
  elasticity,
  linkages,
}: EconomySettings) {
  const question = { known: param('known'), ...(deadline ? { deadline } : {}) };
  const model = { ...(elasticity === undefined ? {} : { elasticity }), ...(linkages ? { linkages } : {}) };
  const waiting = { parties: sides, deal, hazard, lapseDays: days, ...model };
  const { hazard: _, ...drawn } = waiting;
  return {
    simulated: economy.use('simulate', question, { passThrough, products: MOST_PRODUCTS, ...model }),
    waited: economy.use('wait', question, waiting),
    points: economy.use('hazards', question, drawn),
  };
}

function Limits({ limits, covered }: { readonly limits: readonly string[]; readonly covered: string }) {
  return (
    <>
      <h2>What these figures cannot say</h2>
      <ul class="limits">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
        <li>Part of the trade whose duty could be worked out: {covered}.</li>
      </ul>
    </>
  );
}

export default function Economy() {
  const settings = readSettings();
  const rested = useRested(settings);
  const regions = economy.use('regions');
  const { simulated, waited, points } = useAnswers(rested);
  const { answer } = simulated;
  return (
    <>
      <h1>Who pays, who can wait</h1>
      <p>
        The duty on every import line under each outcome, from the law of both sides, put into a model of
        world trade: 18 regions, 22 sectors. Two answers, always together: the long run, when everything has
        adjusted, and this year, before anything has.
      </p>
      <Controls settings={settings} regions={regions.answer ?? rested.sides} next={answer?.deadline ?? ''} />
      <Answered asked={simulated}>{(found) => <Outcomes answer={found} sides={rested.sides} />}</Answered>
      {!simulated.error && (
        <Answered asked={waited}>{(found) => <Delay answer={found} points={points.answer} />}</Answered>
      )}
      {answer && !simulated.error && (
        <>
          <Products answer={answer} shown={rested.shown} />
          <Limits
            limits={[...new Set([...answer.limits, ...(waited.answer?.limits ?? [])])]}
            covered={Object.entries(answer.covered)
              .map(([side, part]) => `${side} ${percent(part)}`)
              .join(', ')}
          />
          <p class="note">{answer.source}</p>
        </>
      )}
    </>
  );
}
