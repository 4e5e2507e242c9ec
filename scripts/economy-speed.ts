// The speed figures in docs/economy.md, from the saved results of the bench.

interface Saved {
  readonly commit: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly results: Readonly<
    Record<
      string,
      { readonly best: number; readonly processor: number; readonly goal?: string; readonly checked: boolean }
    >
  >;
  readonly octave?: { readonly milliseconds: number; readonly gapInPoints: number; readonly ratio: number };
}

/** Milliseconds or seconds with three significant digits. */
const time = (ms: number): string =>
  ms >= 1000 ? `${Number((ms / 1000).toPrecision(3))} s` : `${Number(ms.toPrecision(3))} ms`;

const goalOf = (goal: string | undefined): string =>
  goal === undefined ? '' : `≤ ${time(Number(goal.replace('≤ ', '')))}`;

/** The generated part of the page, without its markers. */
export function speedFigures(text: string): string {
  const { commit, machine, results, octave } = JSON.parse(text) as Saved;
  return [
    `One thread of ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, at commit ${commit}; the machine was shared with other work. Every answer was checked before it was timed.`,
    '',
    '| case | best | processor time | goal |',
    '|---|---:|---:|---:|',
    ...Object.entries(results).map(
      ([name, { best, processor, goal }]) =>
        `| ${name} | ${time(best)} | ${time(processor)} | ${goalOf(goal)} |`,
    ),
    ...(octave
      ? [
          '',
          `The same 81 × 28 case through GNU Octave's \`fsolve\`: ${time(octave.milliseconds)}, ${Math.round(octave.ratio)} times as long; real incomes agree to ${octave.gapInPoints.toExponential(0)} points.`,
        ]
      : []),
  ].join('\n');
}
