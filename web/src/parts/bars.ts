// Bars beside one another with their figures at the end; the part that is not certain is paler.

import { plotted } from './plot.ts';

export interface Bar {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly shown: string;
  readonly marked: boolean;
  /** What is shown where there is little room. */
  readonly brief?: string;
}

/** One bar a row, in the order given; `marked` ones stand out. */
export function bars(rows: readonly Bar[], width: number): Promise<SVGSVGElement> {
  const narrow = width < 480;
  return plotted((Plot) => ({
    width,
    height: rows.length * 26 + 12,
    marginLeft: narrow ? 112 : 170,
    marginRight: narrow ? 104 : 170,
    marginTop: 4,
    marginBottom: 6,
    x: { axis: null, domain: [0, Math.max(1e-9, ...rows.map(({ high }) => high))] },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0, padding: 0.35 },
    marks: [
      Plot.barX(rows, { x: 'high', y: 'name', fill: 'var(--c1)', fillOpacity: 0.35, rx: 2 }),
      Plot.barX(rows, {
        x: 'low',
        y: 'name',
        fill: ({ marked }: Bar) => (marked ? 'var(--c2)' : 'var(--c1)'),
        rx: 2,
      }),
      Plot.text(rows, {
        x: 'high',
        y: 'name',
        text: (bar: Bar) => (narrow ? (bar.brief ?? bar.shown) : bar.shown),
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--ink)',
      }),
      Plot.ruleX([0], { stroke: 'var(--strong)' }),
    ],
  }));
}
