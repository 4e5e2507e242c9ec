// Makes a small chapter 99 of our own, as text and as a PDF, so that the reader can be tested without the official file.

export interface MadePage {
  /** Left edge in characters, and the words. A line is a row of such cells. */
  readonly lines: readonly (readonly (readonly [column: number, text: string])[])[];
}

const HEAD = [[[20, 'Harmonized Tariff Schedule of the United States Revision 99 (2026)']]] as const;

const page = (number: number, ...lines: MadePage['lines']): MadePage => ({
  lines: [...HEAD, [[0, `99 - III - ${number}`]], ...lines],
});

const text = (column: number, words: string): MadePage['lines'][number] => [[column, words]];
const row = (...codes: readonly string[]): MadePage['lines'][number] =>
  codes.map((code, index) => [20 + index * 14, code] as const);

const heading = (number: number): MadePage['lines'] => [
  [
    [
      0,
      `9903.${90 + Math.floor(number / 100)}.${String(number % 100).padStart(2, '0')} 1/ Articles of note ${number}..........................`,
    ],
    [120, 'The duty'],
  ],
  [[120, `provided + ${number}%`]],
];

/** Fifteen notes, of which the first has lists of every kind; the rest one list each; then a table of 160 headings. */
export function madeChapter(): readonly MadePage[] {
  const first = page(
    1,
    text(0, 'SUBCHAPTER III'),
    text(0, 'U.S. Notes'),
    text(0, '1. (a)  Heading 9903.90.01 applies to the following subheadings of 2026:'),
    row('0101.21.00', '0101.29.00', '0201'),
    row('0202.10', '7616.99.5160'),
    text(0, '(b) Articles that follow'),
    text(0, '(i) Codes below a caption:'),
    row('7206.10.00', '7206.90.00'),
    text(0, '(ii) Described goods:'),
    text(0, '(1) Etrogs (classifiable in subheading 0805.90.01)'),
    text(0, '(2) heading 9903.90.02 and U.S. note'),
    text(
      0,
      '(m) to subchapter III, which is not a mark; (described in statistical reporting number 2106.90.9998)',
    ),
  );
  const notes = Array.from({ length: 20 }, (_, index) => index + 2);
  const second = page(
    2,
    text(0, 'U.S. Notes (con.)'),
    ...notes.flatMap((note) => [
      text(0, `${note}. (a)  The rates apply to:`),
      row(`84${String(note).padStart(2, '0')}.10.00`, `84${String(note).padStart(2, '0')}.90.0010`),
    ]),
  );
  const table = page(
    3,
    [
      [0, 'Heading/ Stat.'],
      [118, 'Unit'],
      [130, 'Rates of Duty'],
    ],
    ...Array.from({ length: 160 }, (_, index) => heading(index)).flat(),
  );
  return [first, second, table, page(4, text(0, 'SUBCHAPTER IV'))];
}

const laid = (cells: MadePage['lines'][number]): string =>
  cells.reduce((line, [column, words]) => `${line.padEnd(column)}${words}`, '');

export const asText = (pages: readonly MadePage[]): string =>
  pages.map(({ lines }) => lines.map(laid).join('\n')).join('\n');

const UNIT = 4;
const escaped = (words: string): string => words.replace(/[()\\]/g, '\\$&');

const content = ({ lines }: MadePage): string =>
  [
    'BT /F1 6 Tf',
    ...lines.flatMap((cells, index) =>
      cells.map(
        ([column, words]) => `1 0 0 1 ${10 + column * UNIT} ${3990 - index * 12} Tm (${escaped(words)}) Tj`,
      ),
    ),
    'ET',
  ].join('\n');

/** A PDF file with one object for every page and its content, and nothing else. */
export function asPdf(pages: readonly MadePage[]): Uint8Array {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>',
    ...pages.flatMap((one, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 620 4000] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${content(one).length} >>\nstream\n${content(one)}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return new TextEncoder().encode(file + table + trailer);
}
