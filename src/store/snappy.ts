// Snappy elements written from what is known to repeat, without searching. Elements speak of what lies before them by distance
// only, so those of a piece can be written once and stand wherever the piece stands.

import { type Bytes, putVarint, reserve } from './bytes.ts';

export function append(out: Bytes, from: Uint8Array, start = 0, end = from.length): void {
  reserve(out, end - start);
  if (end - start > 64)
    out.data.set(start === 0 && end === from.length ? from : from.subarray(start, end), out.length);
  else for (let i = start; i < end; i++) out.data[out.length + i - start] = from[i]!;
  out.length += end - start;
}

export function appendVarint(out: Bytes, value: number): void {
  reserve(out, 8);
  putVarint(out, value);
}

/** The lowest `width` bytes of a number, the lowest first. */
export function appendNumber(out: Bytes, value: number, width: number): void {
  reserve(out, 4);
  for (let byte = 0; byte < width; byte++) out.data[out.length++] = value >>> (8 * byte);
}

/** Bytes as they are. */
export function appendLiteral(out: Bytes, from: Uint8Array, start = 0, end = from.length): void {
  const length = end - start;
  if (length === 0) return;
  reserve(out, 5);
  if (length <= 60) out.data[out.length++] = (length - 1) << 2;
  else {
    const bytes = length <= 0x100 ? 1 : length <= 0x10000 ? 2 : 4;
    out.data[out.length++] = (59 + bytes) << 2;
    for (let byte = 0; byte < bytes; byte++) out.data[out.length++] = (length - 1) >>> (8 * byte);
  }
  append(out, from, start, end);
}

/** `length` bytes as they stood `distance` before; the two may overlap. */
export function appendCopy(out: Bytes, distance: number, length: number): void {
  const far = distance >= 0x10000;
  for (let left = length; left > 0; left -= 64) {
    const size = Math.min(left, 64);
    reserve(out, 5);
    if (size >= 4 && size < 12 && distance < 2048) {
      out.data[out.length++] = 1 | ((size - 4) << 2) | ((distance >>> 8) << 5);
      out.data[out.length++] = distance;
      continue;
    }
    out.data[out.length++] = (far ? 3 : 2) | ((size - 1) << 2);
    for (let byte = 0; byte < (far ? 4 : 2); byte++) out.data[out.length++] = distance >>> (8 * byte);
  }
}
