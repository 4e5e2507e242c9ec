// One line of RFC 4180 CSV into cells, and back. Whole files with quoted line breaks are read in `store`.

/** @example splitCsvLine('a,"b, c",d') // ['a', 'b, c', 'd'] */
export function splitCsvLine(line: string): readonly string[] {
  const cells: string[] = [];
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[i++]!;
      else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === ',') {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  cells.push(cell);
  return cells;
}

export const csvCell = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',');
