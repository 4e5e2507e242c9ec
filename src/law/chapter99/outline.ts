// The numbering of notes: (a), (aa), (iii), (2), (B) told apart by what may follow what.

type Scheme = 'letter' | 'roman' | 'number' | 'capital' | 'capital-roman';

export interface Level {
  readonly scheme: Scheme;
  readonly value: number;
  readonly mark: string;
}

const ROMAN: readonly (readonly [string, number])[] = [
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
];

function romanOf(text: string): number | undefined {
  if (!/^(x{0,3})(ix|iv|v?i{0,3})$/.test(text) || text === '') return undefined;
  let value = 0;
  let rest = text;
  for (const [numeral, worth] of ROMAN)
    while (rest.startsWith(numeral)) {
      value += worth;
      rest = rest.slice(numeral.length);
    }
  return value;
}

/** a = 1, z = 26, aa = 27, bb = 28, aaa = 53: the letters of one mark are all the same. */
const letterOf = (text: string): number | undefined =>
  /^([a-z])\1*$/.test(text) ? text.charCodeAt(0) - 96 + 26 * (text.length - 1) : undefined;

function readings(mark: string): readonly Level[] {
  if (/^\d+$/.test(mark)) return [{ scheme: 'number', value: Number(mark), mark }];
  const small = mark.toLowerCase();
  const upper = small !== mark;
  const found: Level[] = [];
  const letter = letterOf(small);
  if (letter !== undefined) found.push({ scheme: upper ? 'capital' : 'letter', value: letter, mark });
  const roman = romanOf(small);
  if (roman !== undefined) found.push({ scheme: upper ? 'capital-roman' : 'roman', value: roman, mark });
  // The letter l is at times printed as a capital I: (II) after (gg) is (ll).
  if (/^I+$/.test(mark))
    found.push({ scheme: 'letter', value: 12 + 26 * (mark.length - 1), mark: 'l'.repeat(mark.length) });
  return found;
}

/** Numbers that the notes have left out at a time: 2(c) is followed by 2(j). */
const MOST_SKIPPED = 12;

/** The path after `mark`: the next on the deepest level it can follow, else a first child, else a later one of a level. */
export function follow(path: readonly Level[], mark: string): readonly Level[] | undefined {
  const options = readings(mark);
  const on = (fits: (step: number) => boolean): readonly Level[] | undefined => {
    for (let depth = path.length - 1; depth >= 0; depth--) {
      const next = options.find(
        ({ scheme, value }) => scheme === path[depth]!.scheme && fits(value - path[depth]!.value),
      );
      if (next) return [...path.slice(0, depth), next];
    }
    return undefined;
  };
  const first = options.find(({ scheme, value }) => value === 1 && path.at(-1)?.scheme !== scheme);
  return (
    on((step) => step === 1) ??
    (first ? [...path, first] : undefined) ??
    on((step) => step > 1 && step <= MOST_SKIPPED)
  );
}

/** `16(c)(iii)`. */
export const nameOf = (note: number, path: readonly Level[]): string =>
  `${note}${path.map(({ mark }) => `(${mark})`).join('')}`;
