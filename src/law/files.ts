// Reads one law file: YAML as plain texts, checked by a schema; every fault becomes a diagnostic with its line.

import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Diagnostic } from '../core/diagnostics.ts';

export interface SourceFile {
  /** Path under the project, as shown in diagnostics: `law/us/2025/eo-14257.yaml`. */
  readonly path: string;
  readonly text: string;
}

export type Read<T> = { readonly value?: T; readonly diagnostics: readonly Diagnostic[] };

type Path = readonly (string | number)[];
type Lines = (path: Path) => number;

/** Line of the deepest node of `path` that exists in the document. */
function lineFinder(document: ReturnType<typeof parseDocument>, counter: LineCounter): Lines {
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
}

interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path: PropertyKey[];
  readonly keys?: readonly string[];
  readonly params?: { readonly code?: string; readonly hint?: string };
  readonly errors?: readonly (readonly Issue[])[];
}

/** Of a failed union, the alternative whose faults lie deepest is the one the writer meant. */
function leaves(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || !issue.errors || issue.errors.length === 0) return [issue];
  const alternatives = issue.errors.map((errors) => errors.flatMap(leaves));
  const depth = (issues: readonly Issue[]) =>
    Math.max(0, ...issues.map((one) => one.path.length + (one.params ? 0.5 : 0)));
  const meant = alternatives.reduce((best, next) => (depth(next) > depth(best) ? next : best));
  return meant.map((leaf) => ({ ...leaf, path: [...issue.path, ...leaf.path] }));
}

function codeOf(issue: Issue): string {
  if (issue.params?.code) return issue.params.code;
  if (issue.code === 'unrecognized_keys') return 'unknown-key';
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) return 'missing-key';
  return 'bad-value';
}

const hintOf = (issue: Issue): string =>
  issue.params?.hint ??
  (issue.code === 'unrecognized_keys' ? 'See docs/law-format.md for the keys of this place.' : '');

function diagnosticOf(issue: Issue, file: string, lines: Lines): Diagnostic {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  const place = issue.keys?.[0] === undefined ? path : [...path, issue.keys[0]];
  const where = path.length > 0 ? `${path.join('.')}: ` : '';
  return {
    file,
    line: lines(place),
    code: codeOf(issue),
    message: `${where}${issue.message}`,
    hint: hintOf(issue),
  };
}

/** Reads and checks one YAML file; a file with faults has no value. */
export function readFile<S extends z.ZodType>(source: SourceFile, schema: S): Read<z.output<S>> {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { schema: 'failsafe', lineCounter: counter, uniqueKeys: true });
  if (document.errors.length > 0)
    return {
      diagnostics: document.errors.map((error) => ({
        file: source.path,
        line: counter.linePos(error.pos[0]).line,
        code: 'bad-yaml',
        message: error.message.split('\n')[0]!.replace(/ at line \d+.*$/, ''),
        hint: 'Correct the YAML; the format is in docs/law-format.md.',
      })),
    };
  const result = schema.safeParse(document.toJS());
  if (result.success) return { value: result.data, diagnostics: [] };
  const lines = lineFinder(document, counter);
  const issues = (result.error.issues as unknown as Issue[]).flatMap(leaves);
  return { diagnostics: issues.map((issue) => diagnosticOf(issue, source.path, lines)) };
}
