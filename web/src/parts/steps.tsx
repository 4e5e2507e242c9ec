// A duty over time as steps, with a table that says the same.

import type { HistoryStep } from '../../../src/outlook/history.ts';
import { param } from '../state.ts';
import { day, percent, rateSpan } from '../words.ts';

const WIDTH = 720;
const HEIGHT = 180;
const EDGE = { left: 44, bottom: 22, top: 8 };

const time = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

/** Duty over time as steps, drawn as plain SVG; the table under it says the same to those who cannot see it. */
export function StepChart({
  steps,
  until,
  title,
}: {
  readonly steps: readonly HistoryStep[];
  readonly until: string;
  readonly title: string;
}) {
  const shown = steps.filter(({ error }) => !error);
  if (shown.length === 0) return null;
  const start = time(shown[0]!.from);
  const end = Math.max(time(until), time(shown.at(-1)!.from) + 90 * 86_400_000);
  const top = Math.max(0.1, ...shown.map(({ rate }) => rate.high)) * 1.08;
  const x = (iso: number) => EDGE.left + ((iso - start) / (end - start)) * (WIDTH - EDGE.left - 8);
  const y = (rate: number) => EDGE.top + (1 - rate / top) * (HEIGHT - EDGE.top - EDGE.bottom);
  const path = shown
    .map(
      (step, index) =>
        `${index === 0 ? 'M' : 'L'}${x(time(step.from))} ${y(step.rate.high)}H${x(index + 1 < shown.length ? time(shown[index + 1]!.from) : end)}`,
    )
    .join('');
  const years = Array.from(
    { length: new Date(end).getUTCFullYear() - new Date(start).getUTCFullYear() + 1 },
    (_, index) => new Date(start).getUTCFullYear() + index,
  );
  const marks = [0, top / 2, top / 1.08];
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {marks.map((mark) => (
        <g key={mark}>
          <line class="grid" x1={EDGE.left} x2={WIDTH - 8} y1={y(mark)} y2={y(mark)} />
          <text class="tick" x={EDGE.left - 6} y={y(mark) + 4} text-anchor="end">
            {percent(mark)}
          </text>
        </g>
      ))}
      {years.map((year) => {
        const at = time(`${year}-01-01`);
        return at < start ? null : (
          <text key={year} class="tick" x={x(at)} y={HEIGHT - 6} text-anchor="middle">
            {year}
          </text>
        );
      })}
      <path class="steps" d={path} />
      <line
        class="now"
        x1={x(time(param('on')))}
        x2={x(time(param('on')))}
        y1={EDGE.top}
        y2={HEIGHT - EDGE.bottom}
      />
    </svg>
  );
}

export function HistoryTable({ steps }: { readonly steps: readonly HistoryStep[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>from</th>
          <th class="number">duty</th>
          <th class="number">above base</th>
          <th>made of</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.from}>
            <td>{day(step.from)}</td>
            <td class="number">{step.error ? '–' : rateSpan(step.rate)}</td>
            <td class="number">{step.error ? '–' : rateSpan(step.additional)}</td>
            <td>
              {step.error?.message ?? step.lines.map((line) => `${line.measure} ${line.rate}`).join(' + ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
