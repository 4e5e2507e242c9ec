// Import values by line and origin: `code,origin,value` under a comment that names the source. Weights for averages.

import { incorrect } from '../core/errors.ts';

export interface ImportValue {
  readonly code: string;
  /** Two letters; `EU` for its member states together, `ZZ` for all other origins. */
  readonly origin: string;
  /** Whole US dollars. */
  readonly value: number;
}

const HEADER = 'code,origin,value';

function importOf(line: string, number: number): ImportValue {
  const match = /^((?:\d\d){3,5}),([A-Z]{2}),(\d+)$/.exec(line);
  if (match) return { code: match[1]!, origin: match[2]!, value: Number(match[3]) };
  throw incorrect(
    'bad-import-value',
    `line ${number} is "${line}"`,
    `Write ${HEADER}, for example 85076000,CN,100.`,
  );
}

/** @throws TariffError `bad-import-value` naming the first bad line. */
export function readImports(text: string): readonly ImportValue[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line === '' || line.startsWith('#') || line === HEADER) return [];
    return [importOf(line, index + 1)];
  });
}
