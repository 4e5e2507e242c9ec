// Bytes that grow.

export interface Bytes {
  data: Uint8Array;
  /** How many there are: where the next one goes. */
  length: number;
}

export const newBytes = (room = 1 << 16): Bytes => ({ data: new Uint8Array(room), length: 0 });

/** Makes room for so many more bytes. */
export function reserve(to: Bytes, more: number): void {
  if (to.length + more <= to.data.length) return;
  const larger = new Uint8Array(Math.max(to.data.length * 2, to.length + more));
  larger.set(to.data.subarray(0, to.length));
  to.data = larger;
}

/** A whole number from 0 up to 2^53, seven bits a byte; there is room for it. */
export function putVarint(to: Bytes, number: number): void {
  let left = number;
  for (; left >= 128; left = Math.floor(left / 128)) to.data[to.length++] = (left % 128) | 128;
  to.data[to.length++] = left;
}
