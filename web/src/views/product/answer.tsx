// The answer for one entry: total, a waterfall of what is charged, what is not and why, what to file, what would change it.

import type { Assessment, DutyLine, Question, Suppressed } from '../../../../src/assess/assessment.ts';
import { Chart } from '../../parts/chart.tsx';
import { Cite } from '../../parts/cite.tsx';
import { plotted } from '../../parts/plot.ts';
import { colourOf, useLabels } from '../../parts/programs.ts';
import { type Column, Table } from '../../parts/table.tsx';
import { change } from '../../state.ts';
import { dollarSpan, dollars, moment, percent, rateSpan } from '../../words.ts';
import { declare, declared, fieldOf } from './entry.ts';

interface Step {
  readonly label: string;
  readonly heading: string;
  readonly rate: string;
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** Each line begins where the one before it ended; the last bar is the whole. */
function stepsOf(answer: Assessment, label: (name: string) => string): readonly Step[] {
  let sum = 0;
  const steps = answer.lines.map((line): Step => {
    const from = sum;
    sum += Number(line.amount);
    const name = line.program === 'base' ? 'Base duty' : label(line.measure);
    return {
      label: name,
      heading: line.heading,
      rate: line.rate,
      from,
      to: sum,
      colour: colourOf(line.program),
    };
  });
  return [...steps, { label: 'Duty', heading: '', rate: '', from: 0, to: sum, colour: 'var(--ink)' }];
}

const STEP_COLUMNS: readonly Column<Step>[] = [
  { title: 'line', of: ({ label }) => label, heads: true },
  { title: 'heading', of: ({ heading }) => heading },
  { title: 'duty', of: ({ rate }) => rate },
  {
    title: 'amount',
    of: ({ from, to }) => dollars(to - from),
    text: ({ from, to }) => (to - from).toFixed(2),
    number: true,
  },
];

function waterfall(steps: readonly Step[], width: number): Promise<SVGSVGElement> {
  const narrow = width < 520;
  const names = steps.map(({ label, heading }, index) => `${index}|${label}|${heading}`);
  const rows = steps.map((step, index) => ({ ...step, name: names[index]! }));
  return plotted((Plot) => ({
    width,
    height: (narrow ? 46 : 34) * steps.length + 34,
    marginLeft: narrow ? 8 : 190,
    marginRight: 90,
    marginTop: narrow ? 12 : 4,
    x: {
      label: null,
      grid: true,
      ticks: narrow ? 3 : 6,
      tickFormat: (amount: number) => dollars(amount).replace(/\.00$/, ''),
    },
    y: { label: null, domain: names, axis: null, padding: narrow ? 0.6 : 0.3 },
    marks: [
      Plot.barX(rows, { x1: 'from', x2: 'to', y: 'name', fill: 'colour', rx: 2 }),
      Plot.text(rows, {
        x: 'to',
        y: 'name',
        text: ({ from, to }) => dollars(to - from),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--ink)',
      }),
      Plot.text(rows, {
        frameAnchor: 'left',
        y: 'name',
        text: ({ label, rate }) => (rate === '' ? label : `${label} ${rate}`),
        textAnchor: narrow ? 'start' : 'end',
        dx: narrow ? 0 : -10,
        dy: narrow ? -17 : 0,
        fill: 'var(--ink)',
        lineWidth: narrow ? 40 : 15,
      }),
      Plot.ruleX([0], { stroke: 'var(--strong)' }),
    ],
  }));
}

const lineColumns = (label: (name: string) => string): readonly Column<DutyLine>[] => [
  { title: 'heading', of: ({ heading }) => <code>{heading}</code>, text: ({ heading }) => heading },
  { title: 'measure', of: ({ measure, program }) => (program === 'base' ? measure : label(measure)) },
  {
    title: 'duty',
    of: ({ rate, base }) =>
      `${rate}${base.share === 1 ? '' : ` on ${percent(base.share)} (${base.kind.replaceAll('-', ' ')})`}`,
    number: true,
  },
  { title: 'amount', of: ({ amount }) => dollars(amount), number: true },
  {
    title: 'by',
    of: (line) => (line.program === 'base' ? <Cite cite={line.cite} /> : <Cite {...line} />),
  },
];

/** The citation at the end of a reason, without the clause that follows it. */
const citedIn = ({ why, clause }: Suppressed): string =>
  (/\((.*)\)$/.exec(why)?.[1] ?? '').replace(clause, '').replace(/,\s*$/, '');

const suppressedColumns = (label: (name: string) => string): readonly Column<Suppressed>[] => [
  { title: 'heading', of: ({ heading }) => <code>{heading}</code>, text: ({ heading }) => heading },
  {
    title: 'measure',
    of: ({ measure }) => <span title={measure}>{label(measure)}</span>,
    text: ({ measure }) => measure,
  },
  {
    title: 'not charged because',
    of: ({ why }) =>
      why
        .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2} [\w/]+/g, moment)
        .replace(/\s*\([^()]*(\([^()]*\)[^()]*)*\)$/, ''),
  },
  {
    title: 'by',
    of: (one) => <Cite cite={citedIn(one)} instrument={one.instrument} clause={one.clause} />,
    text: ({ clause }) => clause,
  },
];

/** What a question moves, and a way to answer it that the address keeps. */
function Ask({ question }: { readonly question: Question }) {
  const field = fieldOf(question.fact);
  const moves = Number(question.high) - Number(question.low);
  return (
    <li>
      <div>
        {question.ask}
        <br />
        <small>
          {moves > 0 && (
            <>
              {dollars(question.low)} to {dollars(question.high)} in all: moves{' '}
              <strong>{dollars(moves)}</strong>
            </>
          )}
          {question.refused && 'One answer means that the goods may not be imported.'}
        </small>
      </div>
      {field ? (
        <label>
          <span class="unseen">{question.ask}</span>
          <input
            {...(field === 'loaded' ? { type: 'date' as const } : { placeholder: '60%' })}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        </label>
      ) : (
        <div class="row noprint">
          <button
            type="button"
            onClick={() => declare(question.fact, 'yes')}
            aria-label={`Yes: ${question.ask}`}
          >
            Yes
          </button>
          {!question.fact.startsWith('claim:') && (
            <button
              type="button"
              onClick={() => declare(question.fact, 'no')}
              aria-label={`No: ${question.ask}`}
            >
              No
            </button>
          )}
        </div>
      )}
    </li>
  );
}

function Questions({ answer }: { readonly answer: Assessment }) {
  const given = declared();
  if (answer.questions.length === 0 && given.length === 0) return null;
  return (
    <section class="card" aria-labelledby="questions">
      <h2 id="questions">What would change it</h2>
      {given.length > 0 && (
        <p class="row">
          {given.map(({ fact, answer }) => (
            <button key={fact} type="button" class="chip" onClick={() => declare(fact, '')}>
              {fact.replace(/^claim:/, '').replaceAll('-', ' ')}: {answer} <span aria-hidden="true">×</span>
              <span class="unseen">take back</span>
            </button>
          ))}
        </p>
      )}
      <ul class="asks">
        {answer.questions.map((one) => (
          <Ask key={one.fact} question={one} />
        ))}
      </ul>
    </section>
  );
}

/** The answer as text for a letter or a file: every figure with its citation, and the basis. */
function written(answer: Assessment): string {
  const { entry, basis, receipt } = answer;
  return [
    `${entry.code} from ${entry.from} into ${entry.into}, value ${dollars(String(entry.value))}, entered ${basis.on}, law as known on ${basis.known}`,
    `Duty: ${dollarSpan(answer.total)} (${rateSpan(answer.rate)})`,
    ...answer.lines.map(
      (one) => `  ${one.heading}  ${one.rate}  ${dollars(one.amount)}  ${one.cite}, ${one.clause}`,
    ),
    ...answer.fees.map((one) => `  ${one.label}  ${one.rate}  ${dollars(one.amount)}  ${one.cite}`),
    ...answer.suppressed.map((one) => `  not charged: ${one.heading} ${one.measure}: ${one.why}`),
    `To file: ${answer.filing.join(', ')}`,
    ...receipt.assumptions.map((one) => `  assumed: ${one}`),
    `Law pack ${receipt.law}, engine ${receipt.engine}. Not legal advice.`,
  ].join('\n');
}

function Filing({ answer }: { readonly answer: Assessment }) {
  const lines = [...answer.filing, String(answer.entry.code)];
  return (
    <section class="card" aria-labelledby="filing">
      <h2 id="filing">To declare, in this order</h2>
      <ol class="filing">
        {lines.map((heading) => (
          <li key={heading}>
            <code>{heading}</code>
          </li>
        ))}
      </ol>
      <div class="row noprint">
        <button type="button" onClick={() => navigator.clipboard.writeText(lines.join('\n'))}>
          Copy the list
        </button>
        <button type="button" onClick={() => navigator.clipboard.writeText(written(answer))}>
          Copy the answer with citations
        </button>
        <button type="button" onClick={() => navigator.clipboard.writeText(location.href)}>
          Copy a link
        </button>
      </div>
    </section>
  );
}

export function Total({ answer }: { readonly answer: Assessment }) {
  return (
    <p class="total" data-figure="total">
      <strong>{dollarSpan(answer.total)}</strong> {rateSpan(answer.rate)} of the value,{' '}
      {rateSpan(answer.additional)} above the base duty
    </p>
  );
}

export function Answer({ answer }: { readonly answer: Assessment }) {
  const label = useLabels();
  const steps = stepsOf(answer, label);
  return (
    <>
      <section class="card" aria-label="What is charged">
        <Total answer={answer} />
        <Chart
          title="What is charged, line by line"
          name={`duty-${answer.entry.code}-${answer.entry.from}-${answer.basis.on}`}
          columns={STEP_COLUMNS}
          rows={steps}
          on={JSON.stringify(steps)}
          draw={(width) => waterfall(steps, width)}
        />
        <Table stack caption="By which heading and clause" columns={lineColumns(label)} rows={answer.lines} />
        {answer.fees.length > 0 && (
          <p class="note">
            Besides duty:{' '}
            {answer.fees.map((fee) => (
              <span key={fee.fee}>
                {fee.label} {dollars(fee.amount)} <Cite {...fee} />{' '}
              </span>
            ))}
          </p>
        )}
      </section>
      {answer.suppressed.length > 0 && (
        <section class="card" aria-labelledby="suppressed">
          <h2 id="suppressed">Not charged, and why</h2>
          <Table
            stack
            hidden
            caption="Not charged, and why"
            columns={suppressedColumns(label)}
            rows={answer.suppressed}
          />
        </section>
      )}
      <div class="grid">
        <Questions answer={answer} />
        <Filing answer={answer} />
      </div>
      <details class="note receipt">
        <summary>What this rests on</summary>
        <p>
          Law pack {answer.receipt.law}, engine {answer.receipt.engine}, law as known on {answer.basis.known},
          entered {answer.basis.on}.
        </p>
        <ul>
          {answer.receipt.assumptions.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
