// Faults found in data files: all of them, each with its place.

export interface Diagnostic {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** `law/us/2025/eo-14257.yaml:12 bad-duty: … (hint)`. */
export const printDiagnostic = ({ file, line, code, message, hint }: Diagnostic): string =>
  `${file}:${line} ${code}: ${message}${hint ? ` (${hint})` : ''}`;

export const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
