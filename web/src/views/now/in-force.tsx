// What measures add to a product on no list, by origin, as bars made of programs.

import type { Assessment } from '../../../../src/assess/assessment.ts';
import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { colourOf, useLabels } from '../../parts/programs.ts';
import { Wide } from '../../parts/table.tsx';
import { addressOf, basis } from '../../state.ts';
import { PARTNERS, partner, rateSpan, shortDay } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

/** Toys: free of base duty and on no list. */
export const PLAIN = { code: '95030000', from: 'CN', on: '', value: '10000' };

const extra = ({ lines }: Assessment) => lines.filter(({ program }) => program !== 'base');
const suspended = ({ suppressed }: Assessment) => suppressed.filter(({ why }) => why.startsWith('suspended'));

/** `suspended until 2025-08-12T00:01 America/New_York (90 FR …)` without its citation, the day as readers write it. */
const rest = (why: string): string =>
  why.replace(/\s*\(.*$/, '').replace(/\d{4}-\d{2}-\d{2}T.*$/, (text) => shortDay(text.slice(0, 10)));

function Row({
  from,
  one,
  most,
}: {
  readonly from: string;
  readonly one: Assessment;
  readonly most: number;
}) {
  const label = useLabels();
  const made = extra(one).map((line) => `${label(line.measure)} ${line.rate}`);
  const waiting = suspended(one).map(({ measure, why }) => `${label(measure)} ${rest(why)}`);
  return (
    <tr>
      <th scope="row">
        <a href={addressOf('product', { code: '9503.00.00', from })}>{partner(from)}</a>
      </th>
      <td class="made">
        <span
          class="bar"
          style={{ width: `${(one.additional.high / most) * 100}%`, background: 'none' }}
          aria-hidden="true"
        >
          {extra(one).map((line) => (
            <i
              key={line.measure}
              style={{ flex: Number(line.amount), background: colourOf(line.program) }}
              title={`${label(line.measure)} ${line.rate}`}
            />
          ))}
        </span>
        <small>
          {made.length === 0 ? 'nothing above the base duty' : made.join(' + ')}
          {waiting.length > 0 && <em> · {waiting.join('; ')}</em>}
        </small>
      </td>
      <td class="number total" data-figure={`plain-${from}`}>
        {rateSpan(one.additional)}
      </td>
    </tr>
  );
}

export function InForce() {
  const asked = core.use('origins', PLAIN, basis(), PARTNERS);
  return (
    <section class="card in-force" aria-labelledby="in-force">
      <h2 id="in-force">In force into the United States</h2>
      <p class="note">
        What is charged above the base duty on a product that is on no list (toys, 9503.00.00).
      </p>
      <Answered asked={asked}>
        {(answer) => {
          const sorted = [...answer].sort((a, b) => b.answer.additional.high - a.answer.additional.high);
          const most = Math.max(0.1, ...answer.map((one) => one.answer.additional.high));
          return (
            <Wide label="In force by origin">
              <table>
                <caption class="unseen">Points above the base duty by origin</caption>
                <thead class="unseen">
                  <tr>
                    <th scope="col">origin</th>
                    <th scope="col">made of</th>
                    <th scope="col">above base</th>
                  </tr>
                </thead>
                <tbody>
                  {sorted.map(({ from, answer: one }) => (
                    <Row key={from} from={from} one={one} most={most} />
                  ))}
                </tbody>
              </table>
            </Wide>
          );
        }}
      </Answered>
    </section>
  );
}
