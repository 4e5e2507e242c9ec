// The figures of docs/reading.md, between two marks, as the labelled sets give them.

import { reportOf } from './score.ts';

export const SETS = ['tuning.yaml', 'held-back.yaml'] as const;

const BEGIN = '<!-- figures: npm run reading:score -- --write -->';
const END = '<!-- end of figures -->';

export const figuresIn = (): string => SETS.map(reportOf).join('\n\n');

/** The page with its figures replaced. */
export function withFigures(page: string, figures: string): string {
  const start = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error('docs/reading.md has no marks for its figures');
  return `${page.slice(0, start)}${BEGIN}\n\n${figures}\n\n${page.slice(end)}`;
}
