// What is covered, program by program: how far it was checked, and the gaps by name.

import { questions } from '../../ask.ts';
import { Answered } from '../../parts/notice.tsx';
import { useLabels } from '../../parts/programs.ts';
import { whole } from '../../words.ts';

const core = questions<typeof import('../../questions/core.ts')>('core');

export function Coverage() {
  const label = useLabels();
  const asked = core.use('coverage');
  return (
    <section class="card" aria-labelledby="covered">
      <h2 id="covered">What is covered</h2>
      <Answered asked={asked}>
        {(rows) => (
          <>
            <p class="note">
              {whole(rows.filter(({ status }) => status === 'complete').length)} of {whole(rows.length)}{' '}
              programs are complete; for the others a duty may be missing, or too high or low, where a gap
              says so.
            </p>
            <dl class="coverage">
              {rows.map(({ program, status, verified, gaps }) => (
                <div key={program}>
                  <dt>
                    {label(program)} <small>{program}</small>{' '}
                    <span class={`tag ${status === 'complete' ? 'good' : ''}`}>{status}</span>
                  </dt>
                  <dd>
                    <span class="note">Checked against: {verified}</span>
                    {gaps.length > 0 && (
                      <ul>
                        {gaps.map((gap) => (
                          <li key={gap}>{gap}</li>
                        ))}
                      </ul>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Answered>
    </section>
  );
}
