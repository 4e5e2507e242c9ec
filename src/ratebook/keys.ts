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

/** Sequences of whole numbers as nodes of a tree: the same sequence comes to the same node. Node 0 is the empty one. */
export function sequenceTree() {
  const children = new Map<number, number>();
  const parents = [0];
  const values = [0];
  return {
    /** The node one further; `node` below 2^25 and `value` below 2^28. */
    next(node: number, value: number): number {
      const key = node * 268_435_456 + value;
      const known = children.get(key);
      if (known !== undefined) return known;
      children.set(key, values.length);
      parents.push(node);
      return values.push(value) - 1;
    },
    /** The sequence of a node. */
    path(node: number): readonly number[] {
      const path: number[] = [];
      for (let at = node; at > 0; at = parents[at]!) path.push(values[at]!);
      return path.reverse();
    },
  };
}

/** Timelines numbered; each as turn, what holds from then on, turn, … Number 0 is nothing at all. */
export function timelineTable() {
  const all: Int32Array[] = [Int32Array.of(0, 0)];
  const numbers = new Map<string, number>([['0,0', 0]]);
  return {
    all,
    numberOf(steps: readonly number[]): number {
      const key = steps.join();
      const number = numbers.get(key) ?? all.push(Int32Array.from(steps)) - 1;
      numbers.set(key, number);
      return number;
    },
  };
}

export type TimelineTable = ReturnType<typeof timelineTable>;

/** What a timeline says at a turn. */
export function saidAt(timeline: Int32Array, turn: number): number {
  let low = 0;
  let high = timeline.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeline[2 * middle]! <= turn) low = middle;
    else high = middle - 1;
  }
  return timeline[2 * low + 1]!;
}

/** Adds a step where something new begins. */
export function addStep(steps: number[], turn: number, value: number): void {
  if (steps.length === 0 || steps[steps.length - 1] !== value) steps.push(turn, value);
}
