// Suggestions for mistyped names: the candidates at the smallest edit distance.

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Up to `count` candidates that differ from `text` by at most a third of its length (at least two edits, one for three letters), nearest first. */
export function nearest(text: string, candidates: Iterable<string>, count: number): readonly string[] {
  const limit = text.length <= 3 ? 1 : Math.max(2, Math.floor(text.length / 3));
  return [...candidates]
    .map((candidate) => ({ candidate, edits: distance(text.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
