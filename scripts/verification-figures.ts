// The figures of docs/verification.md: chapter 99 of every archived release against the pack. Reports in, Markdown out.
import { COUNTED } from '../src/law/archive-report.ts';
import type { DatedReport } from '../test/support/archives.ts';

/** Sums by release, what is explained by kind, with the reasons. */
export function verificationFigures(reports: readonly DatedReport[]): string {
  const rows = reports.map(
    ({ release, on, counts, unexplained }) =>
      `| ${release} | ${on} | ${COUNTED.map((name) => counts[name]).join(' | ')} | ${unexplained} |`,
  );
  const kinds = new Map<string, Set<string>>();
  for (const { heading, explained } of reports.flatMap(({ headings }) => headings))
    if (explained) {
      const key = `${explained.kind} | ${explained.reason} | ${explained.cite}`;
      kinds.set(key, (kinds.get(key) ?? new Set()).add(heading));
    }
  const reasons = [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, headings]) => `| ${headings.size} | ${key} |`);
  return [
    `| release | on | ${COUNTED.join(' | ')} | unexplained |`,
    `|---|---|${COUNTED.map(() => '---:').join('|')}|---:|`,
    ...rows,
    '',
    '| headings | kind | reason | source |',
    '|---:|---|---|---|',
    ...reasons,
  ].join('\n');
}
