// CSV cells and lines as RFC 4180 writes them. Reading is left to csv-parse.

export const csvCell = (text: string): string =>
  /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const csvLine = (cells: readonly string[]): string => cells.map(csvCell).join(',');
