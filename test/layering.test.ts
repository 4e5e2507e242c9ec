// The layers of docs/architecture.md, checked on every import; and what a browser must not meet.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/embedded.ts';

/** What each layer may import besides itself. `shells` are cli, http and mcp. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  core: [],
  law: ['core'],
  schedule: ['core', 'law'],
  assess: ['core', 'law', 'schedule'],
  ratebook: ['core', 'law', 'schedule', 'assess'],
  outlook: ['core', 'law', 'schedule', 'assess', 'ratebook', 'record', 'root'],
  record: ['core', 'law'],
  reading: ['core', 'law', 'record', 'outlook', 'assess', 'schedule', 'root'],
  economy: ['core', 'outlook', 'root'],
  store: ['core', 'law', 'schedule', 'assess', 'ratebook', 'record', 'economy'],
  root: ['core', 'law', 'schedule', 'assess', 'ratebook', 'outlook', 'record', 'reading', 'economy'],
};
const SHELLS = ['cli', 'http', 'mcp'];
/** Layers that a browser runs as they are. In the rate book only the kernel must. */
const PURE = ['core', 'law', 'schedule', 'assess', 'outlook', 'record', 'reading', 'economy', 'root'];

interface Source {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
}

const layerOf = (path: string): string => (path.includes('/') ? path.split('/')[0]! : 'root');

const sources: readonly Source[] = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, layer: layerOf(path), text: readFileSync(join(ROOT, 'src', path), 'utf8') }));

const imports = ({ text }: Source): readonly string[] =>
  [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);

const importedLayer = (source: Source, name: string): string => {
  const parts = [...source.path.split('/').slice(0, -1), ...name.split('/')];
  const path: string[] = [];
  for (const part of parts) {
    if (part === '..') path.pop();
    else if (part !== '.') path.push(part);
  }
  return layerOf(path.join('/'));
};

const offences = (layer: string): readonly string[] =>
  sources
    .filter((source) => source.layer === layer)
    .flatMap((source) =>
      imports(source)
        .filter((name) => name.startsWith('.'))
        .map((name) => importedLayer(source, name))
        .filter((to) => to !== layer && !MAY[layer]!.includes(to))
        .map((to) => `${source.path} imports ${to}`),
    );

describe('the layers', () => {
  it('are all known', () => {
    const known = [...Object.keys(MAY), ...SHELLS];
    expect(sources.map(({ layer }) => layer).filter((layer) => !known.includes(layer))).toEqual([]);
    expect(sources.length).toBeGreaterThan(40);
  });

  it.each(Object.keys(MAY))('%s imports only what lies beneath it', (layer) => {
    expect(offences(layer)).toEqual([]);
  });

  it('assess does not know the rate book', () => {
    expect(sources.filter(({ layer, text }) => layer === 'assess' && text.includes('ratebook'))).toEqual([]);
  });

  it('only shells reach the store', () => {
    const reaching = sources.filter(
      (source) =>
        !SHELLS.includes(source.layer) &&
        source.layer !== 'store' &&
        imports(source).some((name) => name.includes('/store/')),
    );
    expect(reaching.map(({ path }) => path)).toEqual([]);
  });

  it('what runs in a browser has no node: import, clock, locale or randomness', () => {
    const forbidden =
      /from 'node:|\bDate\.now\(|\bnew Date\(|\bperformance\.now\(|\btoLocale|\bIntl\.|\bMath\.random\(|\bprocess\./;
    const found = sources
      .filter(({ layer, path }) => PURE.includes(layer) || path.startsWith('ratebook/kernel'))
      .filter(({ text }) => forbidden.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('what an opened law loads', () => {
  /** Files that are loaded with `src/index.ts`, types left out. */
  const loaded = (path: string, seen = new Map<string, string>()): ReadonlyMap<string, string> => {
    const source = sources.find((one) => one.path === path);
    if (!source || seen.has(path)) return seen;
    seen.set(path, source.text);
    for (const [, name] of source.text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gms))
      if (name?.startsWith('.')) loaded(join(path, '..', name), seen);
    return seen;
  };

  it('reads no YAML and checks no shapes: the pack was read and checked when it was made', () => {
    const files = loaded('index.ts');
    expect(files.size).toBeGreaterThan(20);
    for (const [path, text] of files)
      expect(text, path).not.toMatch(/^import (?!type )[^;]*from '(zod|yaml)'/m);
  });
});
