// Blocks of a file: whole lines, nothing lost, and the same ones wherever the reading begins.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, blocksOf, type TextBlock } from './batch-blocks.ts';

function sourceOf(bytes: Uint8Array): ByteSource {
  let at = 0;
  return {
    async read(into, from) {
      const piece = bytes.subarray(at, at + into.length - from);
      into.set(piece, from);
      at += piece.length;
      return piece.length;
    },
    close: async () => undefined,
  };
}

/** Blocks with their bytes copied: the memory lent for them is one and the same. */
async function blocks(text: Uint8Array, offset: number, firstLine: number, size: number) {
  let lent = new Uint8Array(0);
  const room = async (length: number) => {
    if (lent.length < length) lent = new Uint8Array(length);
    return lent;
  };
  const all: (Omit<TextBlock, 'bytes'> & { readonly text: string })[] = [];
  const source = sourceOf(text.subarray(offset));
  for await (const block of blocksOf(source, { offset, firstLine, size, quotes: true, room })) {
    const { bytes, ...place } = block;
    all.push({ ...place, text: Buffer.from(bytes).toString() });
  }
  return all;
}

const line = fc.oneof(
  fc.stringMatching(/^[a-c,]{0,12}$/),
  fc.constantFrom('"two\nlines"', 'x,"a, ""b"""', 'y'.repeat(90), '"\n\n\n"', ''),
);

describe('blocks of lines', () => {
  it('join to the file, end with whole lines, and are cut the same when reading begins at any of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 40 }),
        fc.boolean(),
        fc.integer({ min: 4, max: 60 }),
        async (lines, broken, size) => {
          const text = Buffer.from(lines.join('\n') + (broken ? '\n' : ''));
          const all = await blocks(text, 0, 1, size);
          expect(all.map((block) => block.text).join('')).toBe(text.toString());
          for (const [index, block] of all.entries()) {
            expect((block.text.match(/"/g)?.length ?? 0) % 2).toBe(0);
            if (index < all.length - 1) expect(block.text.endsWith('\n')).toBe(true);
            expect(await blocks(text, block.next, block.nextLine, size)).toEqual(all.slice(index + 1));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
