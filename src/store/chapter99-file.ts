// Reads a chapter 99 file from disk: the official PDF, or its text.

import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { incorrect, notFound } from '../core/errors.ts';
import { type Chapter99, readChapter99 } from '../law/chapter99/read.ts';
import { isPdf, pdfText } from './pdf-text.ts';

/** Largest file, packed or not; the chapter's PDF has near 20 million bytes. */
const MOST_BYTES = 100_000_000;

function unpacked(path: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    throw incorrect(
      'bad-gzip',
      `"${path}" begins as a gzip file but does not unpack, or unpacks to over ${MOST_BYTES} bytes`,
      'Fetch it again, or unpack it yourself.',
    );
  }
}

function bytesOf(path: string): Uint8Array {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined)
    throw notFound('no-file', `there is no file "${path}"`, 'Give the PDF or the text of chapter 99.');
  if (!found.isFile())
    throw incorrect('not-a-file', `"${path}" is not a file`, 'Give the PDF or the text of chapter 99.');
  if (found.size > MOST_BYTES)
    throw incorrect(
      'large-file',
      `"${path}" has ${found.size} bytes, at most ${MOST_BYTES} are read`,
      'Give chapter 99 alone.',
    );
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(path, bytes) : bytes;
}

/** Bytes that are not UTF-8 become marks: only digits, marks and plain words count. */
const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

/** @throws TariffError `no-file`, `not-a-file`, `large-file`, `bad-gzip`, `bad-pdf`, `bad-chapter-99`, `missing-pages` */
export async function openChapter99(path: string): Promise<Chapter99> {
  const bytes = bytesOf(path);
  return readChapter99(isPdf(bytes) ? await pdfText(new Uint8Array(bytes)) : decoded(bytes));
}
