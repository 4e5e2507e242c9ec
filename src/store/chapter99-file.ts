// Reads a chapter 99 file from disk: the official PDF, or its text.

import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { incorrect, notFound } from '../core/errors.ts';
import { type Chapter99, readChapter99 } from '../law/chapter99/read.ts';
import { isPdf, pdfText } from './pdf-text.ts';

/** Largest file, packed or not; the chapter's PDF has near 20 million bytes. */
const MOST_BYTES = 100_000_000;

function bytesOf(path: string): Uint8Array {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined)
    throw notFound('no-file', `there is no file "${path}"`, 'Give the PDF or the text of chapter 99.');
  if (size > MOST_BYTES)
    throw incorrect(
      'large-file',
      `"${path}" has ${size} bytes, at most ${MOST_BYTES} are read`,
      'Give chapter 99 alone.',
    );
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
}

/** Bytes that are not UTF-8 become marks: only digits, marks and plain words count. */
const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

/** @throws TariffError `no-file`, `large-file`, `bad-pdf`, `bad-chapter-99`, `missing-pages` */
export async function openChapter99(path: string): Promise<Chapter99> {
  const bytes = bytesOf(path);
  return readChapter99(isPdf(bytes) ? await pdfText(new Uint8Array(bytes)) : decoded(bytes));
}
