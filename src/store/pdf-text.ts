// The text of a PDF with its layout kept: lines from top to bottom, columns apart by spaces. Scripts in it are not run.

import { incorrect } from '../core/errors.ts';

/** Columns of characters over the width of a page; the schedule's small print fits. */
const COLUMNS = 150;
const MOST_PAGES = 2000;
/** A gap of more characters than this parts columns, which three spaces show. */
const COLUMN_GAP = 2;

interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface RawItem {
  readonly str?: string;
  readonly transform?: readonly number[];
  readonly width?: number;
}

const pieceOf = ({ str = '', transform = [], width = 0 }: RawItem): Piece => ({
  text: str,
  x: transform[4] ?? 0,
  y: transform[5] ?? 0,
  width,
});

/** Pieces on one line: their baselines lie within half a line of each other. */
function linesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && line[0]!.y - piece.y < 3) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => line.sort((a, b) => a.x - b.x));
}

function laidOut(line: readonly Piece[], unit: number): string {
  let text = '';
  let end = 0;
  for (const piece of line) {
    const gap = (piece.x - end) / unit;
    const least = text === '' ? 0 : gap > COLUMN_GAP ? 3 : gap > 0.3 ? 1 : 0;
    text =
      text.padEnd(Math.max(text.length + least, gap > COLUMN_GAP ? Math.round(piece.x / unit) : 0)) +
      piece.text;
    end = piece.x + piece.width;
  }
  return text.trimEnd();
}

/** Whether a file is a PDF, by its first bytes. */
export const isPdf = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';

/**
 * Reads a PDF's text, a form feed after every page.
 * @throws TariffError `bad-pdf` when it cannot be opened or has too many pages.
 */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  const refuse = (why: string) =>
    incorrect('bad-pdf', `the PDF could not be read: ${why}`, 'Download the file again from hts.usitc.gov.');
  try {
    const document = await getDocumentProxy(bytes, { verbosity: 0 });
    if (document.numPages > MOST_PAGES) throw refuse(`${document.numPages} pages, at most ${MOST_PAGES}`);
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const unit = page.getViewport({ scale: 1 }).width / COLUMNS;
      const { items } = await page.getTextContent();
      const pieces = (items as readonly RawItem[]).map(pieceOf).filter(({ text }) => text.trim() !== '');
      pages.push(
        linesOf(pieces)
          .map((line) => laidOut(line, unit))
          .join('\n'),
      );
      page.cleanup();
    }
    return pages.join('\n\f');
  } catch (error) {
    if ((error as { category?: string }).category !== undefined) throw error;
    throw refuse((error as Error).message);
  }
}
