// Columns as Parquet encodes them: bits side by side, differences, and dictionaries of texts or numbers.

import { type Bytes, newBytes, putVarint, reserve } from './bytes.ts';

const zigzag = (number: number): number => (number < 0 ? -2 * number - 1 : 2 * number);

/** Bits of a whole number up to 2^53. */
const widthOf = (number: number): number =>
  number < 4_294_967_296 ? 32 - Math.clz32(number) : 64 - Math.clz32(number / 4_294_967_296);

/** Up to here a number can be shifted by up to 7 bits and stay one of 32. */
const STEP = 24;
const STEPS = 2 ** STEP;

/** Packs values less `least` into `width` bits each, the first in the lowest bits; a part of a byte is filled with zeros. */
function putBits(
  to: Bytes,
  values: Float64Array | Int32Array,
  start: number,
  end: number,
  least: number,
  width: number,
): void {
  const { data } = to;
  let at = to.length;
  let bits = 0;
  let held = 0;
  for (let i = start; i < end; i++) {
    let value = values[i]! - least;
    let left = width;
    for (; left > STEP; left -= STEP) {
      held |= (value % STEPS) << bits;
      data[at++] = held;
      data[at++] = held >>> 8;
      data[at++] = held >>> 16;
      held >>>= 24;
      value = Math.floor(value / STEPS);
    }
    held |= value << bits;
    for (bits += left; bits >= 8; bits -= 8) {
      data[at++] = held;
      held >>>= 8;
    }
  }
  if (bits > 0) data[at++] = held;
  to.length = at;
}

const BLOCK = 128;
const MINI = 32;
const differences = new Float64Array(BLOCK);

/**
 * Whole numbers by their differences (DELTA_BINARY_PACKED). None may be further than 2^52 from another.
 */
export function putDifferences(to: Bytes, values: Float64Array | Int32Array, count: number): void {
  reserve(to, 64 + count * 8 + Math.ceil(count / BLOCK) * 16);
  putVarint(to, BLOCK);
  putVarint(to, BLOCK / MINI);
  putVarint(to, count);
  putVarint(to, zigzag(count === 0 ? 0 : values[0]!));
  for (let start = 1; start < count; start += BLOCK) {
    const length = Math.min(BLOCK, count - start);
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const difference = values[start + i]! - values[start + i - 1]!;
      differences[i] = difference;
      if (difference < least) least = difference;
    }
    differences.fill(least, length);
    putVarint(to, zigzag(least));
    const widths = to.length;
    to.length += BLOCK / MINI;
    for (let mini = 0; mini < BLOCK / MINI; mini++) {
      const from = mini * MINI;
      to.data[widths + mini] = 0;
      if (from >= length) continue;
      let most = 0;
      for (let i = from; i < from + MINI; i++) most = Math.max(most, differences[i]! - least);
      to.data[widths + mini] = widthOf(most);
      putBits(to, differences, from, from + MINI, least, widthOf(most));
    }
  }
}

/** Places in a dictionary (RLE_DICTIONARY): their width, then one run of packed bits. */
export function putPlaces(to: Bytes, places: Int32Array, count: number, dictionary: number): void {
  const width = Math.max(1, widthOf(Math.max(0, dictionary - 1)));
  const groups = Math.ceil(count / 8);
  reserve(to, 16 + groups * width);
  to.data[to.length++] = width;
  putVarint(to, groups * 2 + 1);
  const end = to.length + groups * width;
  putBits(to, places, 0, count, 0, width);
  to.data.fill(0, to.length, end);
  to.length = end;
}

/** Levels of an optional column: 1 where there is a value, in one run of bits, with their length before them. */
export function putLevels(to: Bytes, levels: Int32Array, count: number): void {
  const groups = Math.ceil(count / 8);
  reserve(to, 16 + groups);
  const begin = to.length;
  to.length += 4;
  putVarint(to, groups * 2 + 1);
  const end = to.length + groups;
  putBits(to, levels, 0, count, 0, 1);
  to.data.fill(0, to.length, end);
  to.length = end;
  new DataView(to.data.buffer, to.data.byteOffset).setUint32(begin, end - begin - 4, true);
}

const LEAST_SLOTS = 1024;
/** Bytes of a text that three whole numbers hold. */
const SHORT = 12;
/** Whole numbers kept of a text. */
const WORDS = 6;
const encoder = new TextEncoder();

/** Numbers that occur, each with a place; found again by hashing. */
export function numberDictionary() {
  let slots = new Int32Array(LEAST_SLOTS);
  let values = new Float64Array(LEAST_SLOTS);
  let count = 0;
  const slotOf = (value: number): number => {
    const mask = slots.length - 1;
    let slot = (Math.imul(value | 0, 0x9e3779b1) >>> 12) & mask;
    while (slots[slot] !== 0 && values[slots[slot]! - 1] !== value) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = (): void => {
    slots = new Int32Array(slots.length * 2);
    const larger = new Float64Array(values.length * 2);
    larger.set(values);
    values = larger;
    for (let place = 0; place < count; place++) slots[slotOf(values[place]!)] = place + 1;
  };
  return {
    placeOf(value: number): number {
      const slot = slotOf(value);
      if (slots[slot] !== 0) return slots[slot]! - 1;
      values[count++] = value;
      slots[slot] = count;
      if (count * 2 >= slots.length) grow();
      return count - 1;
    },
    clear(): void {
      slots.fill(0);
      count = 0;
    },
    get count() {
      return count;
    },
    at: (place: number): number => values[place]!,
  };
}

/** The bytes that count of four, by how many of a text are left from −12 on. */
const MASKS = Int32Array.from({ length: 13 + SHORT }, (_, i) => {
  const left = i - SHORT;
  return left >= 4 ? -1 : left <= 0 ? 0 : 2 ** (8 * left) - 1;
});

/** Texts that occur, each with a place. Those of up to twelve bytes, nearly all, are compared as three whole numbers. */
export function textDictionary() {
  let slots = new Int32Array(LEAST_SLOTS);
  /** Of each text: its three words (of a longer text those of its hash), its hash, and where it starts. */
  let words = new Int32Array(LEAST_SLOTS * WORDS);
  const texts: Bytes = newBytes(1 << 14);
  let count = 0;

  const grow = (): void => {
    slots = new Int32Array(slots.length * 2);
    const larger = new Int32Array(slots.length * WORDS);
    larger.set(words);
    words = larger;
    for (let place = 0; place < count; place++) {
      let slot = words[place * WORDS + 3]! & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = place + 1;
    }
  };

  const isLong = (place: number, view: DataView, start: number, length: number): boolean => {
    const begin = words[place * WORDS + 4]!;
    for (let i = 0; i < length; i++) if (texts.data[begin + i] !== view.getUint8(start + i)) return false;
    return true;
  };

  const find = (
    view: DataView,
    start: number,
    length: number,
    first: number,
    second: number,
    third: number,
  ): number => {
    let hash = Math.imul(first ^ Math.imul(length, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13) ^ second, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 16) ^ third, 0x27d4eb2f);
    hash ^= hash >>> 15;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = (slots[slot]! - 1) * WORDS;
      if (
        words[at] === first &&
        words[at + 1] === second &&
        words[at + 2] === third &&
        words[at + 5] === length &&
        (length <= SHORT || isLong(slots[slot]! - 1, view, start, length))
      )
        return slots[slot]! - 1;
    }
    words.set([first, second, third, hash, texts.length, length], count * WORDS);
    reserve(texts, length);
    for (let i = 0; i < length; i++) texts.data[texts.length++] = view.getUint8(start + i);
    slots[slot] = ++count;
    if (count * 2 >= slots.length) grow();
    return count - 1;
  };

  /** A text that is long or near the end of its bytes. */
  const findSlowly = (view: DataView, start: number, length: number): number => {
    const three = new Int32Array(3);
    const bytes = new Uint8Array(three.buffer);
    for (let i = 0; i < length; i++) {
      if (length > SHORT) three[i % 3] = Math.imul(three[i % 3]!, 31) + view.getUint8(start + i);
      else bytes[i] = view.getUint8(start + i);
    }
    return find(view, start, length, three[0]!, three[1]!, three[2]!);
  };

  return {
    placeOf(view: DataView, start: number, length: number): number {
      if (length > SHORT || start + SHORT > view.byteLength) return findSlowly(view, start, length);
      const first = view.getInt32(start, true) & MASKS[length + SHORT]!;
      const second = view.getInt32(start + 4, true) & MASKS[length + SHORT - 4]!;
      const third = view.getInt32(start + 8, true) & MASKS[length + SHORT - 8]!;
      return find(view, start, length, first, second, third);
    },
    placeOfText(text: string): number {
      const bytes = encoder.encode(text);
      return findSlowly(new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length);
    },
    clear(): void {
      slots.fill(0);
      texts.length = 0;
      count = 0;
    },
    get count() {
      return count;
    },
    /** Each text after its length (PLAIN). */
    put(to: Bytes): void {
      reserve(to, texts.length + 4 * count);
      const view = new DataView(to.data.buffer, to.data.byteOffset);
      for (let place = 0; place < count; place++) {
        const [start, length] = [words[place * WORDS + 4]!, words[place * WORDS + 5]!];
        view.setUint32(to.length, length, true);
        to.data.set(texts.data.subarray(start, start + length), to.length + 4);
        to.length += 4 + length;
      }
    },
  };
}

export type NumberDictionary = ReturnType<typeof numberDictionary>;
export type TextDictionary = ReturnType<typeof textDictionary>;
