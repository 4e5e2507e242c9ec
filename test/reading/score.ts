// Precision and recall of claims by kind, and a confusion table of verdicts, over a labelled set.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CheckedClaim, Verdict } from '../../src/reading/model.ts';
import { read } from './setup.ts';

interface Passage {
  readonly date: string;
  readonly text: string;
  readonly claims: readonly string[];
}

interface Label {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly verdict: Verdict;
}

export interface Outcome {
  readonly passage: Passage;
  readonly pairs: readonly (readonly [Label, CheckedClaim])[];
  readonly missed: readonly Label[];
  readonly extra: readonly CheckedClaim[];
}

const labelOf = (passage: Passage, line: string): Label => {
  const [kind = '', words = '', verdict = ''] = line.split('|').map((part) => part.trim());
  const start = passage.text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in the passage of ${passage.date}`);
  return { kind, words, start, end: start + words.length, verdict: verdict as Verdict };
};

const overlap = (label: Label, claim: CheckedClaim): boolean =>
  label.kind === claim.kind && label.start < claim.end && claim.start < label.end;

/** Wishes are told, not scored: they are never judged. */
export function scorePassage(passage: Passage): Outcome {
  const found = read(passage.text, passage.date).claims.filter(({ kind }) => kind !== 'aim');
  const labels = passage.claims.map((line) => labelOf(passage, line));
  const used = new Set<CheckedClaim>();
  const pairs = labels.flatMap((label): (readonly [Label, CheckedClaim])[] => {
    const options = found.filter((claim) => !used.has(claim) && overlap(label, claim));
    const match = options.find(({ verdict }) => verdict === label.verdict) ?? options[0];
    if (!match) return [];
    used.add(match);
    return [[label, match]];
  });
  return {
    passage,
    pairs,
    missed: labels.filter((label) => !pairs.some(([one]) => one === label)),
    extra: found.filter((claim) => !used.has(claim)),
  };
}

export const passagesOf = (name: string): readonly Passage[] =>
  parse(readFileSync(join(process.cwd(), 'test', 'reading', name), 'utf8'), {
    schema: 'failsafe',
  }) as Passage[];

export interface Score {
  readonly labels: number;
  readonly precision: number;
  readonly recall: number;
  readonly accuracy: number;
  /** Claims called contradicted that the label has as supported, with or without difference. */
  readonly slander: number;
  readonly byKind: Readonly<
    Record<string, { readonly found: number; readonly missed: number; readonly extra: number }>
  >;
  readonly confusion: Readonly<Record<string, number>>;
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const pairs = outcomes.flatMap((one) => one.pairs);
  const missed = outcomes.flatMap((one) => one.missed);
  const extra = outcomes.flatMap((one) => one.extra);
  const kinds = [
    ...new Set([
      ...pairs.map(([label]) => label.kind),
      ...missed.map(({ kind }) => kind),
      ...extra.map(({ kind }) => kind),
    ]),
  ].sort();
  const count = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length;
  const confusion: Record<string, number> = {};
  for (const [label, claim] of pairs) {
    const key = `${label.verdict} → ${claim.verdict}`;
    confusion[key] = (confusion[key] ?? 0) + 1;
  }
  return {
    labels: pairs.length + missed.length,
    precision: pairs.length / (pairs.length + extra.length),
    recall: pairs.length / (pairs.length + missed.length),
    accuracy: count(pairs, ([label, claim]) => label.verdict === claim.verdict) / pairs.length,
    slander: count(
      pairs,
      ([label, claim]) => claim.verdict === 'contradicted' && label.verdict.startsWith('supported'),
    ),
    byKind: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        {
          found: count(pairs, ([label]) => label.kind === kind),
          missed: count(missed, (one) => one.kind === kind),
          extra: count(extra, (one) => one.kind === kind),
        },
      ]),
    ),
    confusion,
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The figures of a labelled set as Markdown, as they stand in docs/reading.md. */
export function reportOf(name: string): string {
  const passages = passagesOf(name);
  const score = scoreOf(passages.map(scorePassage));
  const kinds = Object.entries(score.byKind).map(([kind, { found, missed, extra }]) => {
    const precision = found + extra === 0 ? '–' : percent(found / (found + extra));
    const recall = found + missed === 0 ? '–' : percent(found / (found + missed));
    return `| ${kind} | ${found + missed} | ${precision} | ${recall} |`;
  });
  const confusion = Object.entries(score.confusion)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([pair, count]) => `| ${pair} | ${count} |`);
  return [
    `${name}: ${passages.length} passages, ${score.labels} claims; precision ${percent(score.precision)}, recall ${percent(score.recall)}, verdicts ${percent(score.accuracy)}, supported called contradicted ${score.slander}`,
    '',
    '| kind | claims | precision | recall |',
    '|---|---|---|---|',
    ...kinds,
    '',
    '| label → verdict | count |',
    '|---|---|',
    ...confusion,
  ].join('\n');
}
