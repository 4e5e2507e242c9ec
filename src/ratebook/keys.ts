// Keys and numbered timelines: how the compiler recognises what it has seen before.

/** Whole numbers as characters of a key. */
export function keyWriter() {
  const units = new Uint16Array(1 << 14);
  let length = 0;
  return {
    start(): void {
      length = 0;
    },
    /** Below 65,536. */
    small(value: number): void {
      units[length++] = value;
    },
    /** Below 2^30. */
    large(value: number): void {
      units[length++] = value & 0x7fff;
      units[length++] = value >>> 15;
    },
    end: (): string => String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]),
  };
}

/** Numbers texts from 1 on, in the order in which they are first seen. */
export function textNumbers() {
  const numbers = new Map<string, number>();
  return (text: string): number => {
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return number;
  };
}

const mixed = (hash: number): number => (hash ^ (hash >>> 15)) >>> 0;
const FIRST_SLOTS = 1 << 10;

/** Twice as many slots, with every number where its hash puts it; 0 is an empty slot. */
function rehashed(slots: Int32Array, hashes: ArrayLike<number>, count: number): Int32Array {
  const wider = new Int32Array(slots.length * 2);
  const mask = wider.length - 1;
  for (let number = 1; number < count; number++) {
    let slot = hashes[number]! & mask;
    while (wider[slot] !== 0) slot = (slot + 1) & mask;
    wider[slot] = number;
  }
  return wider;
}

const grown = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const wider = new Int32Array(array.length * 2);
  wider.set(array);
  return wider;
};

/** Sequences of whole numbers as nodes of a tree: the same sequence comes to the same node. Node 0 is the empty one. */
export function sequenceTree() {
  let slots: Int32Array = new Int32Array(FIRST_SLOTS);
  let parents = new Int32Array(FIRST_SLOTS);
  let values = new Int32Array(FIRST_SLOTS);
  let hashes = new Int32Array(FIRST_SLOTS);
  let count = 1;
  const add = (node: number, value: number, hash: number): number => {
    if (count === parents.length) {
      parents = grown(parents);
      values = grown(values);
      hashes = grown(hashes);
    }
    parents[count] = node;
    values[count] = value;
    hashes[count] = hash;
    return count++;
  };
  return {
    /** The node one further; `node` and `value` below 2^31. */
    next(node: number, value: number): number {
      const mix = Math.imul(node, 0x9e3779b1) ^ Math.imul(value + 1, 0x85ebca6b);
      const hash = mix ^ (mix >>> 15);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let known = slots[slot]!; known !== 0; known = slots[slot]!) {
        if (parents[known] === node && values[known] === value) return known;
        slot = (slot + 1) & mask;
      }
      const made = add(node, value, hash);
      slots[slot] = made;
      if (count * 2 > slots.length) slots = rehashed(slots, hashes, count);
      return made;
    },
    /** The sequence of a node. */
    path(node: number): readonly number[] {
      const path: number[] = [];
      for (let at = node; at > 0; at = parents[at]!) path.push(values[at]!);
      return path.reverse();
    },
  };
}

export type SequenceTree = ReturnType<typeof sequenceTree>;

function hashOf(steps: readonly number[]): number {
  let hash = steps.length;
  for (let i = 0; i < steps.length; i++) hash = mixed(Math.imul(hash ^ steps[i]!, 0x85ebca6b));
  return hash;
}

function same(one: Int32Array, other: readonly number[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** Timelines numbered; each as turn, what holds from then on, turn, … Number 0 is nothing at all. */
export function timelineTable() {
  const all: Int32Array[] = [Int32Array.of(0, 0)];
  const hashes: number[] = [0];
  let slots: Int32Array = new Int32Array(FIRST_SLOTS);
  return {
    all,
    numberOf(steps: readonly number[]): number {
      if (same(all[0]!, steps)) return 0;
      const hash = hashOf(steps);
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (let known = slots[slot]!; known !== 0; known = slots[slot]!) {
        if (hashes[known] === hash && same(all[known]!, steps)) return known;
        slot = (slot + 1) & mask;
      }
      hashes.push(hash);
      const made = all.push(Int32Array.from(steps)) - 1;
      slots[slot] = made;
      if (all.length * 2 > slots.length) slots = rehashed(slots, hashes, all.length);
      return made;
    },
  };
}

/** Adds a step where something new begins. */
export function addStep(steps: number[], turn: number, value: number): void {
  if (steps.length === 0 || steps[steps.length - 1] !== value) steps.push(turn, value);
}

/** Sorts the first `length` numbers in place; they are few. */
export function sortFew(numbers: number[] | Int32Array, length: number): void {
  for (let i = 1; i < length; i++) {
    const number = numbers[i]!;
    let at = i - 1;
    for (; at >= 0 && numbers[at]! > number; at--) numbers[at + 1] = numbers[at]!;
    numbers[at + 1] = number;
  }
}
