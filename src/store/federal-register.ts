// New documents of the Federal Register since the last look, as stubs of instruments that nobody has reviewed. Never part of the law.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { incorrect, unsupported } from '../core/errors.ts';

export const API = 'https://www.federalregister.gov/api/v1/documents.json';

/** Agencies whose documents make tariffs and controls; `executive-office-of-the-president` signs the orders. */
const AGENCIES = [
  'executive-office-of-the-president',
  'trade-representative-office-of-united-states',
  'u-s-customs-and-border-protection',
  'industry-and-security-bureau',
  'international-trade-administration',
  'international-trade-commission',
];
const FIELDS = [
  'document_number',
  'title',
  'type',
  'abstract',
  'publication_date',
  'signing_date',
  'effective_on',
  'citation',
  'html_url',
  'executive_order_number',
  'agencies',
  'cfr_references',
];
const TERM = 'tariff | duties | "Harmonized Tariff Schedule" | "export controls"';
const PER_PAGE = 100;

const text = z.string().nullish();
const documentSchema = z.object({
  document_number: z.string().regex(/^[\w.-]{1,40}$/),
  title: z.string(),
  type: text,
  abstract: text,
  publication_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  signing_date: text,
  effective_on: text,
  citation: text,
  html_url: text,
  executive_order_number: z.union([z.string(), z.number()]).nullish(),
  agencies: z.array(z.object({ name: text, raw_name: text })).nullish(),
  cfr_references: z
    .array(
      z.object({
        title: z.union([z.string(), z.number()]).nullish(),
        part: z.union([z.string(), z.number()]).nullish(),
      }),
    )
    .nullish(),
});
const pageSchema = z.object({
  count: z.number(),
  next_page_url: z.string().nullish(),
  results: z.array(documentSchema).default([]),
});

export type RegisterDocument = z.output<typeof documentSchema>;

/** What a document seems to be about: headings and codes named, CFR parts, and the words of acts. */
export interface Clues {
  readonly headings: readonly string[];
  readonly codes: readonly string[];
  readonly cfr: readonly string[];
  readonly verbs: readonly string[];
}

export interface Stub {
  readonly document: string;
  readonly path: string;
  readonly published: string;
  readonly agencies: readonly string[];
  readonly title: string;
  readonly url: string;
  readonly clues: Clues;
}

const VERBS: Readonly<Record<string, RegExp>> = {
  impose: /\bimpos|\badditional (?:duties|tariffs)|\bad valorem/i,
  suspend: /\bsuspen/i,
  amend: /\bmodif|\bamend|\badjust/i,
  except: /\bexclusion|\bexempt|\bexcept/i,
  end: /\bterminat|\brevok|\brescind|\bending\b/i,
};

const every = (source: string, pattern: RegExp): readonly string[] => [
  ...new Set(source.match(pattern) ?? []),
];

export function cluesOf({ title, abstract, cfr_references: references }: RegisterDocument): Clues {
  const words = `${title} ${abstract ?? ''}`;
  const headings = every(words, /\b99\d{2}\.\d{2}(?:\.\d{2})?\b/g);
  return {
    headings,
    codes: every(words, /\b\d{4}\.\d{2}(?:\.\d{2}){0,2}\b/g).filter((code) => !headings.includes(code)),
    cfr: (references ?? []).map(({ title: part, part: number }) => `${part ?? '?'} CFR ${number ?? '?'}`),
    verbs: Object.entries(VERBS).flatMap(([verb, pattern]) => (pattern.test(words) ? [verb] : [])),
  };
}

/** One line of plain text: what a server sends must not write to a terminal. */
const plain = (source: string): string =>
  source
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()
    .slice(0, 600);

const agenciesOf = ({ agencies }: RegisterDocument): readonly string[] =>
  (agencies ?? []).map(({ name, raw_name: raw }) => plain(name ?? raw ?? '')).filter((name) => name !== '');

function stubText(document: RegisterDocument, clues: Clues): string {
  const number = document.executive_order_number;
  const stub = {
    review: 'unreviewed',
    instrument: number ? `us/eo-${number}` : `us/frn-${document.document_number.toLowerCase()}`,
    kind: plain(document.type ?? 'notice').toLowerCase(),
    title: plain(document.title),
    cite: plain(document.citation ?? `FR Doc. ${document.document_number}`),
    ...(document.html_url ? { url: plain(document.html_url) } : {}),
    ...(document.signing_date ? { signed: plain(document.signing_date) } : {}),
    published: document.publication_date,
    ...(document.effective_on ? { effective: plain(document.effective_on) } : {}),
    agencies: agenciesOf(document),
    found: clues,
    acts: [],
  };
  return `# Proposed from the Federal Register; nobody has reviewed it and no answer uses it.\n${stringify(stub, { lineWidth: 110 })}`;
}

export interface WatchState {
  /** Publication days up to this one have been looked at to the end. */
  readonly through: string;
  readonly seen: readonly string[];
}

export interface WatchOptions {
  /** The folder that keeps the state and the stubs. */
  readonly folder: string;
  /** First day of publication; default: the last day looked at. */
  readonly since?: string;
  readonly today: string;
  /** For tests and mirrors. */
  readonly api?: string;
  readonly timeoutMs?: number;
}

export interface Watched {
  readonly since: string;
  readonly through: string;
  readonly stubs: readonly Stub[];
  /** Documents met before. */
  readonly known: number;
}

/** Documents seen on the last days stay in the state: a day may still grow. */
const KEPT = 2000;
const stateSchema = z.object({ through: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), seen: z.array(z.string()) });

/** `$XDG_DATA_HOME/rosenbad/watch`, else under `~/.local/share`. */
export const watchFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'rosenbad', 'watch');

function readState(folder: string): WatchState | undefined {
  let content: string;
  try {
    content = readFileSync(join(folder, 'state.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return stateSchema.parse(JSON.parse(content));
  } catch {
    throw incorrect(
      'bad-watch-state',
      `the state in "${join(folder, 'state.json')}" cannot be read`,
      'Delete that file, or name a day with --since.',
    );
  }
}

/** Writes beside the old file and then takes its place, so that a broken run leaves a whole file. */
function write(path: string, content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

function firstPage(api: string, since: string, today: string): string {
  const query = new URLSearchParams();
  for (const field of FIELDS) query.append('fields[]', field);
  for (const agency of AGENCIES) query.append('conditions[agencies][]', agency);
  query.set('conditions[term]', TERM);
  query.set('conditions[publication_date][gte]', since);
  query.set('conditions[publication_date][lte]', today);
  query.set('order', 'oldest');
  query.set('per_page', String(PER_PAGE));
  return `${api}?${query}`;
}

const unreachable = (api: string, why: string) =>
  unsupported(
    'no-register',
    `the Federal Register at ${new URL(api).host} did not answer: ${why}`,
    'Check the network and run it again; it goes on where it stopped.',
  );

async function pageAt(url: string, api: string, timeoutMs: number): Promise<z.output<typeof pageSchema>> {
  let body: unknown;
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    body = await response.json();
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } };
    throw unreachable(api, cause?.code ?? message);
  }
  const page = pageSchema.safeParse(body);
  if (page.success) return page.data;
  throw unreachable(
    api,
    `the answer has an unexpected shape at ${page.error.issues[0]?.path.join('.') ?? 'its top'}`,
  );
}

/** The next page is followed only on the same server. */
function nextOf(url: string | null | undefined, api: string): string | undefined {
  if (!url) return undefined;
  if (new URL(url).host === new URL(api).host) return url;
  throw unreachable(api, `the next page is on another server, ${new URL(url).host}`);
}

/** Looks for new documents, a page at a time; after each page the state is written, so a broken run goes on where it stopped. */
export async function watchRegister(options: WatchOptions): Promise<Watched> {
  const { folder, today, api = API, timeoutMs = 20_000 } = options;
  const before = readState(folder);
  const since = options.since ?? before?.through ?? today;
  const seen = new Set(before?.seen ?? []);
  const stubs: Stub[] = [];
  let known = 0;
  mkdirSync(join(folder, 'unreviewed'), { recursive: true });
  let url: string | undefined = firstPage(api, since, today);
  while (url !== undefined) {
    const page: z.output<typeof pageSchema> = await pageAt(url, api, timeoutMs);
    for (const document of page.results) {
      if (seen.has(document.document_number)) known++;
      else stubs.push(keep(document, folder));
      seen.add(document.document_number);
    }
    const last = page.results.at(-1)?.publication_date ?? since;
    url = nextOf(page.next_page_url, api);
    const through = url === undefined ? today : last;
    write(join(folder, 'state.json'), JSON.stringify({ through, seen: [...seen].slice(-KEPT) }));
  }
  return { since, through: today, stubs, known };
}

function keep(document: RegisterDocument, folder: string): Stub {
  const clues = cluesOf(document);
  const path = join(folder, 'unreviewed', `${document.publication_date}-${document.document_number}.yaml`);
  write(path, stubText(document, clues));
  return {
    document: document.document_number,
    path,
    published: document.publication_date,
    agencies: agenciesOf(document),
    title: plain(document.title),
    url: plain(document.html_url ?? ''),
    clues,
  };
}

/** A stub as it lies in the folder. */
export interface KeptStub {
  readonly path: string;
  readonly instrument: string;
  readonly published: string;
  readonly title: string;
  /** `unreviewed`, or what a reviewer wrote. */
  readonly review: string;
  readonly acts: number;
}

const keptSchema = z.object({
  review: z.string().default('unreviewed'),
  instrument: z.string().default(''),
  published: z.string().default(''),
  title: z.string().default(''),
  acts: z.array(z.unknown()).default([]),
});

/** The stubs of a watch folder by name; one that cannot be read says so in `review`. */
export function stubsIn(folder: string): readonly KeptStub[] {
  const unreviewed = join(folder, 'unreviewed');
  if (!existsSync(unreviewed)) return [];
  return readdirSync(unreviewed)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name): KeptStub => {
      const path = join(unreviewed, name);
      const read = keptSchema.safeParse(safeYaml(readFileSync(path, 'utf8')));
      if (!read.success)
        return { path, instrument: '', published: '', title: '', review: 'cannot be read', acts: 0 };
      const { acts, ...rest } = read.data;
      return { path, ...rest, title: plain(rest.title), acts: acts.length };
    });
}

function safeYaml(source: string): unknown {
  try {
    return parse(source, { schema: 'failsafe' });
  } catch {
    return undefined;
  }
}
