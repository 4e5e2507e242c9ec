// Goods as a measure sees them: product classes that no question of it tells apart are of one kind.

import type { AskedMeasure } from './asked.ts';
import type { GoodsClasses } from './goods.ts';

export interface Sight {
  /** Kind of each product class. */
  readonly kinds: Int32Array;
  /** Product classes that its scope can touch on any day, ascending. */
  readonly touched: readonly number[];
}

/** For every name of goods the classes that it ever speaks of, with their lines of truths. */
function postingsOf({ names, lineOf }: GoodsClasses, count: number) {
  const postings = Array.from({ length: count }, () => ({ classes: [] as number[], lines: [] as number[] }));
  names.forEach((own, index) => {
    own.forEach((name, i) => {
      postings[name]!.classes.push(index);
      postings[name]!.lines.push(lineOf[index]![i]!);
    });
  });
  return postings;
}

/** How each measure sees the goods; `count` is the number of names. */
export function sightsOf(goods: GoodsClasses, count: number): (asked: AskedMeasure) => Sight {
  const postings = postingsOf(goods, count);
  const width = goods.codes.length;
  const everything = Array.from({ length: width }, (_, index) => index);
  const known = new Map<string, Sight>();

  /** Splits kinds name by name. */
  const kindsFor = (names: Iterable<number>): Int32Array => {
    const kinds = new Int32Array(width);
    let next = 1;
    for (const name of names) {
      const { classes, lines } = postings[name]!;
      const split = new Map<number, number>();
      for (let i = 0; i < classes.length; i++) {
        const key = kinds[classes[i]!]! * goods.lines.length + lines[i]!;
        const kind = split.get(key) ?? next++;
        split.set(key, kind);
        kinds[classes[i]!] = kind;
      }
    }
    const dense = new Int32Array(next).fill(-1);
    let count = 0;
    for (let index = 0; index < width; index++) {
      const kind = kinds[index]!;
      if (dense[kind] === -1) dense[kind] = count++;
      kinds[index] = dense[kind]!;
    }
    return kinds;
  };

  const touchedBy = ({ own }: AskedMeasure): readonly number[] => {
    if (own.some(({ any }) => any === undefined)) return everything;
    const met = new Uint8Array(width);
    for (const { any } of own)
      for (const name of any!) for (const index of postings[name]!.classes) met[index] = 1;
    return everything.filter((index) => met[index] === 1);
  };

  return (asked) => {
    const scopes = asked.own.map(({ any }) => any?.join() ?? '*').join(';');
    const key = `${[...asked.names].join()} ${scopes}`;
    const sight = known.get(key) ?? { kinds: kindsFor(asked.names), touched: touchedBy(asked) };
    known.set(key, sight);
    return sight;
  };
}
