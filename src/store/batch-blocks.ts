// A file as blocks of whole lines, from an offset on. The same file, offset and size give the same blocks.

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { incorrect } from '../core/errors.ts';

/** Whole lines. */
export interface TextBlock {
  readonly bytes: Uint8Array;
  readonly firstLine: number;
  /** Where the next block begins, in bytes of the uncompressed file, and its line. */
  readonly next: number;
  readonly nextLine: number;
}

/** A line longer than this is a quote that is never closed. */
const LONGEST = 64 << 20;
const NEWLINE = 10;
const QUOTE = 34;

/** Fills `into` from `from` on; gives how many bytes it read, fewer than there is room for only at the end. */
export interface ByteSource {
  read(into: Uint8Array, from: number): Promise<number>;
  close(): Promise<void>;
}

function fileSource(handle: FileHandle, offset: number): ByteSource {
  let at = offset;
  return {
    async read(into, from) {
      let filled = 0;
      while (from + filled < into.length) {
        const { bytesRead } = await handle.read(into, from + filled, into.length - from - filled, at);
        if (bytesRead === 0) break;
        filled += bytesRead;
        at += bytesRead;
      }
      return filled;
    },
    close: () => handle.close(),
  };
}

function gzipSource(path: string): ByteSource {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const stream = file.pipe(createGunzip({ chunkSize: 1 << 20 }));
  file.on('error', (error) => stream.destroy(error));
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async read(into, from) {
      let filled = 0;
      while (from + filled < into.length) {
        if (rest.length === 0) {
          const { value, done } = await chunks.next();
          if (done) break;
          rest = value as Buffer;
        }
        const piece = rest.subarray(0, into.length - from - filled);
        into.set(piece, from + filled);
        filled += piece.length;
        rest = rest.subarray(piece.length);
      }
      return filled;
    },
    async close() {
      stream.destroy();
      file.destroy();
    },
  };
}

/** Opens a file at an offset of its uncompressed bytes. @throws TariffError `broken-file` when it cannot be unpacked. */
export async function openBytes(path: string, gzip: boolean, offset: number): Promise<ByteSource> {
  if (!gzip) return fileSource(await open(path, 'r'), offset);
  const source = gzipSource(path);
  const passed = new Uint8Array(Math.min(offset, 1 << 22));
  for (let left = offset; left > 0; ) {
    const length = await source.read(passed.subarray(0, Math.min(left, passed.length)), 0);
    if (length === 0) break;
    left -= length;
  }
  return source;
}

/** Looks for a byte as the system does, many bytes at once. */
const lastIndexOf = (bytes: Uint8Array, byte: number): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(byte);
const includes = (bytes: Uint8Array, byte: number): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(byte);

/** The end of the last whole line, quotes closed; 0 when there is none. */
function lastLineEnd(bytes: Uint8Array, quotes: boolean): number {
  if (!quotes || !includes(bytes, QUOTE)) return lastIndexOf(bytes, NEWLINE) + 1;
  let inside = false;
  let end = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inside = !inside;
    else if (byte === NEWLINE && !inside) end = at + 1;
  }
  return end;
}

/** Words of four bytes counted before a sum of bytes could overflow. */
const STRETCH = 255;
const FOUR_NEWLINES = 0x0a0a0a0a;

/** Newlines, counted four bytes at a time in the four bytes of a sum. */
function countLines(bytes: Uint8Array): number {
  const { buffer, byteOffset, length } = bytes;
  const words = byteOffset % 4 === 0 ? new Int32Array(buffer, byteOffset, length >> 2) : new Int32Array(0);
  let lines = 0;
  for (let at = 0; at < words.length; ) {
    const end = Math.min(words.length, at + STRETCH);
    let sum = 0;
    for (; at < end; at++) {
      const word = words[at]! ^ FOUR_NEWLINES;
      sum = (sum + ((~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101)) | 0;
    }
    lines += (sum & 255) + ((sum >>> 8) & 255) + ((sum >>> 16) & 255) + (sum >>> 24);
  }
  for (let at = words.length * 4; at < length; at++) if (bytes[at] === NEWLINE) lines++;
  return lines;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (second.length === 0) return first;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * Blocks of up to `size` bytes from `offset` on, each in memory that `room` lends for it. Where a block ends depends on where it begins
 * and on nothing else, so that a batch that goes on later cuts the same blocks. A line that is longer makes its block larger.
 */
export async function* blocksOf(
  source: ByteSource,
  options: {
    readonly offset: number;
    readonly firstLine: number;
    readonly size: number;
    readonly quotes: boolean;
    /** At least so many bytes; the same ones until the block that was read into them is handed out. */
    room(length: number): Promise<Uint8Array>;
  },
): AsyncGenerator<TextBlock> {
  let { offset, firstLine, size: length } = options;
  /** Read already, from `offset` on. */
  let ahead: Uint8Array = new Uint8Array(0);
  for (;;) {
    const bytes = (await options.room(length)).subarray(0, length);
    const known = Math.min(ahead.length, length);
    bytes.set(ahead.subarray(0, known));
    const filled = known < length ? known + (await readSome(source, bytes, known)) : known;
    if (filled === 0) return;
    const last = filled < length;
    const end = last ? filled : lastLineEnd(bytes, options.quotes);
    ahead = joined(bytes.slice(end, filled), ahead.subarray(known));
    if (end === 0) {
      if (length > LONGEST)
        throw incorrect(
          'broken-csv',
          `from line ${firstLine} on a quote is never closed`,
          'Check the quotes in the file; a quote that is never closed swallows the rest of it.',
        );
      length *= 2;
      continue;
    }
    const block = bytes.subarray(0, end);
    const nextLine = firstLine + countLines(block);
    offset += end;
    yield { bytes: block, firstLine, next: offset, nextLine };
    firstLine = nextLine;
    ({ size: length } = options);
    if (last) return;
  }
}

async function readSome(source: ByteSource, into: Uint8Array, from: number): Promise<number> {
  try {
    return await source.read(into, from);
  } catch (error) {
    throw incorrect(
      'broken-file',
      `the file cannot be read to its end: ${(error as Error).message}`,
      'Copy or pack the file anew; with --resume the rows already done are kept.',
    );
  }
}
