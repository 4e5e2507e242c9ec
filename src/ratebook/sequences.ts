// Sequences of whole numbers, each kept once and numbered: how a panel recognises what it has laid out before.

export interface Sequences {
  /** The number of the first `length` of `values`. */
  add(values: Int32Array, length: number): number;
  readonly count: number;
  /** All of them behind one another; sequence `n` begins at `starts[n]` and ends at `starts[n + 1]`. */
  readonly values: Int32Array;
  readonly starts: Int32Array;
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}

export function sequences(): Sequences {
  let values = new Int32Array(1024);
  let starts = new Int32Array(256);
  let hashes = new Int32Array(256);
  let slots = new Int32Array(512).fill(-1);
  let count = 0;
  const rehash = (): void => {
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let number = 0; number < count; number++) {
      let slot = hashes[number]! & (slots.length - 1);
      while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number;
    }
  };
  const same = (number: number, given: Int32Array, length: number): boolean => {
    const start = starts[number]!;
    if (starts[number + 1]! - start !== length) return false;
    for (let i = 0; i < length; i++) if (values[start + i] !== given[i]) return false;
    return true;
  };
  const keep = (given: Int32Array, length: number, hash: number): number => {
    const start = starts[count]!;
    if (start + length > values.length) values = grown(values, start + length);
    if (count + 2 > starts.length) starts = grown(starts, count + 2);
    if (count + 1 > hashes.length) hashes = grown(hashes, count + 1);
    for (let i = 0; i < length; i++) values[start + i] = given[i]!;
    hashes[count] = hash;
    starts[++count] = start + length;
    if (count * 2 > slots.length) rehash();
    return count - 1;
  };
  return {
    add(given, length) {
      let hash = length;
      for (let i = 0; i < length; i++) {
        hash = Math.imul(hash ^ given[i]!, 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      let slot = hash & (slots.length - 1);
      for (let number = slots[slot]!; number !== -1; number = slots[slot]!) {
        if (hashes[number] === hash && same(number, given, length)) return number;
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = count;
      return keep(given, length, hash);
    },
    get count() {
      return count;
    },
    get values() {
      return values;
    },
    get starts() {
      return starts;
    },
  };
}
