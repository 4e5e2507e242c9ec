// Makes a reviewed stub part of the law on this machine: it is checked with the whole law first, and a fault keeps it out.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostics.ts';
import { incorrect, notFound } from '../core/errors.ts';
import type { SourceFile } from '../law/files.ts';
import type { Pack } from '../law/pack.ts';
import { readLaw } from '../law/read.ts';
import { acceptedFolder, COMPILED, type CompiledAcceptance } from './accepted-law.ts';
import { hashOf, lawFiles, packageFolder } from './law-files.ts';

/** What a stub says beside the instrument: for the reviewer, not for the law. */
const ASIDE = ['review', 'effective', 'agencies', 'found'];

/** A stub's text without what is only for the reviewer; lines keep their numbers. */
function instrumentText(text: string): string {
  let aside = false;
  return text
    .split('\n')
    .map((line) => {
      const key = /^([\w-]+):/.exec(line)?.[1];
      if (key !== undefined) aside = ASIDE.includes(key);
      return aside ? '' : line;
    })
    .join('\n');
}

const idIn = (text: string): string | undefined => /^instrument:\s*["']?([\w/.-]+)/m.exec(text)?.[1];

/** What a reviewer must have done before an instrument can be accepted. @throws TariffError `not-reviewed` */
function checkReviewed(path: string, text: string): string {
  const refuse = (what: string, hint: string) => incorrect('not-reviewed', `"${path}" ${what}`, hint);
  const id = idIn(text);
  if (id === undefined || !/^[a-z]{2}\/[\w.-]+$/.test(id))
    throw refuse('names no instrument', 'Write for example instrument: us/eo-14334.');
  if (!/^review:\s*["']?accepted["']?\s*(?:#.*)?$/m.test(text))
    throw refuse(
      'is not marked as reviewed',
      'Read the text itself, write its acts, and set review: accepted.',
    );
  if (/^acts:\s*\[\s*\]/m.test(text))
    throw refuse('has no acts', 'Write what the text does, clause by clause; see docs/law-format.md.');
  return id;
}

const placeOf = (id: string, text: string): string => {
  const [jurisdiction, name] = id.split('/');
  const year = /^signed:\s*["']?(\d{4})/m.exec(text)?.[1] ?? 'undated';
  return `law/${jurisdiction}/${year}/${name}.yaml`;
};

function acceptedFiles(folder: string): readonly SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { path: placeOf(idIn(text) ?? '', text), text };
    });
}

function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

export interface Accepted {
  readonly instrument: string;
  /** Missing when there are diagnostics: nothing was written then. */
  readonly path?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a reviewed stub with the whole law and, when nothing is at fault, makes it part of the law on this machine.
 * @throws TariffError `no-file`, `not-reviewed`, `already-in-the-law`
 */
export function acceptStub(
  path: string,
  { folder = acceptedFolder(), root = packageFolder() }: { folder?: string; root?: string } = {},
): Accepted {
  if (!existsSync(path))
    throw notFound('no-file', `there is no file "${path}"`, '`rosenbad watch stubs` lists them.');
  const given = readFileSync(path, 'utf8');
  const id = checkReviewed(path, given);
  const text = instrumentText(given);
  const shipped = lawFiles(root);
  const place = placeOf(id, text);
  if (shipped.some((file) => idIn(file.text) === id))
    throw incorrect(
      'already-in-the-law',
      `the law already holds ${id}`,
      `See \`rosenbad instrument ${id}\`.`,
    );
  const others = acceptedFiles(folder).filter((file) => file.path !== place);
  const files = [...shipped, ...others, { path: place, text }];
  const { pack, diagnostics } = readLaw(files, hashOf(files));
  if (!pack)
    return {
      instrument: id,
      diagnostics: diagnostics.map((one) => (one.file === place ? { ...one, file: path } : one)),
    };
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${id.replace('/', '-')}.yaml`);
  write(target, text);
  compile(folder, pack, hashOf(shipped), [...others.map((file) => idIn(file.text)!), id]);
  return { instrument: id, path: target, diagnostics: [] };
}

function compile(folder: string, pack: Pack, base: string, ids: readonly string[]): void {
  const compiled: CompiledAcceptance = {
    base,
    hash: pack.hash,
    instruments: pack.instruments.filter(({ id }) => ids.includes(id)),
  };
  write(join(folder, COMPILED), JSON.stringify(compiled));
}
