// Product: one entry with every reason, its history, other origins and outcomes beside it.

import type { ErrorShape } from '../../../src/core/errors.ts';
import { questions } from '../ask.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { basis, change, param } from '../state.ts';
import { day, partner } from '../words.ts';
import './product.css';
import { Answer } from './product/answer.tsx';
import { Origins, Outcomes } from './product/beside.tsx';
import { entry } from './product/entry.ts';
import { Form } from './product/form.tsx';
import { History } from './product/history.tsx';
import { Search } from './product/search.tsx';

const core = questions<typeof import('../questions/core.ts')>('core');

/** A refusal; where a quantity is missing, the field for it. */
function Refused({ error }: { readonly error: ErrorShape }) {
  const unit = error.code === 'missing-quantity' && /quantity in (.+) was/.exec(error.message)?.[1];
  if (!unit) return <Refusal error={error} />;
  return (
    <div class="card">
      <Refusal error={{ ...error, hint: '' }} />
      <label>
        Quantity in {unit}
        <input
          name="missing"
          inputMode="decimal"
          onChange={(event) => change({ quantity: event.currentTarget.value, unit })}
        />
      </label>
    </div>
  );
}

export default function Product() {
  const asked = entry();
  const { answer, error, working } = core.use('assess', asked, basis());
  const name = core.use('search', asked.code.replaceAll('.', '').slice(0, 8)).answer?.[0];
  const known = name?.code.replaceAll('.', '') === asked.code.replaceAll('.', '').slice(0, 8);
  return (
    <>
      <h1>{known ? name?.name : asked.code}</h1>
      <p class="lead">
        <code>{asked.code}</code> from {partner(asked.from)}, entered {day(param('on'))}
        {param('known') !== param('on') && `, law as known on ${day(param('known'))}`}
      </p>
      <div class="product">
        <aside class="noprint">
          <div class="card">
            <Search />
            <Form />
          </div>
        </aside>
        <div class="stack" aria-busy={working && answer !== undefined}>
          {error ? <Refused error={error} /> : answer ? <Answer answer={answer} /> : <Waiting />}
          <Outcomes asked={asked} />
          <History asked={asked} />
          <Origins asked={asked} />
        </div>
      </div>
    </>
  );
}
