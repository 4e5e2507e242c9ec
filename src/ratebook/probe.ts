// A probe: an entry without a value of its own, put to the reference evaluator to see what the law does to it and what it looks at.

import type { Entry } from '../assess/entry.ts';
import type { Ground } from '../assess/evaluate.ts';
import type { Ppm } from '../core/money.ts';
import type { Truth } from '../core/truth.ts';
import type { GoodsList } from '../law/goods-list.ts';
import type { GoodsScope } from '../law/instrument.ts';
import type { View } from '../law/view.ts';

/** Features that are declared; those that are not stay open. */
export type Declared = Pick<Entry, 'mode' | 'loaded' | 'usContent' | 'metals' | 'claims' | 'facts'>;

export const NOTHING: Declared = { metals: {}, claims: [], facts: {} };

/** What stays the same from probe to probe. */
export type Setting = Pick<Ground, 'lists' | 'groups' | 'zone' | 'factTable'>;

export interface Probe {
  readonly code: string;
  readonly origin: string;
  readonly on: number;
  readonly onDay: number;
  readonly view: View;
  readonly declared: Declared;
  /** Ad valorem equivalent of the base duty. */
  readonly rate: Ppm;
  /** What a scope says of the goods when nobody is asked, when that is known beforehand. */
  readonly silent?: (scope: GoodsScope) => Truth;
  /** Whether the goods are on a list, likewise. */
  readonly onList?: (list: GoodsList) => Truth;
}

const VALUE = 1_000_000;

const featureNames = { fact: new Map<string, string>(), claim: new Map<string, string>() };

/** `fact:donation`, made once. */
export function featureOf(kind: 'fact' | 'claim', name: string): string {
  const known = featureNames[kind].get(name) ?? `${kind}:${name}`;
  featureNames[kind].set(name, known);
  return known;
}

/** An entry that writes down which of its features are looked at. */
function watched({ code, origin, on, onDay, declared }: Probe, reads: Set<string>): Entry {
  const noted = <T>(feature: string, value: T): T => {
    reads.add(feature);
    return value;
  };
  const facts = new Proxy(declared.facts, {
    get: (all, name: string) => noted(featureOf('fact', name), all[name]),
  });
  const claims = {
    includes: (name: string) => noted(featureOf('claim', name), declared.claims.includes(name)),
  } as unknown as readonly string[];
  const quantity = new Proxy({}, { get: () => 1000 });
  return {
    code,
    origin,
    on,
    onDay,
    value: VALUE,
    quantity,
    facts,
    claims,
    get mode() {
      return noted('mode', declared.mode)!;
    },
    get loaded() {
      return noted('loaded', declared.loaded)!;
    },
    get usContent() {
      return noted('us-content', declared.usContent)!;
    },
    get metals() {
      return noted('metals', declared.metals);
    },
  };
}

/** A map that is already full: it answers by asking. */
const remembered = (silent: Probe['silent']): Ground['silent'] =>
  silent === undefined ? new Map() : ({ get: silent, set: () => undefined } as unknown as Ground['silent']);

/** What the evaluator is asked, and the features that it looked at so far; `rate` among them is the base duty's. */
export function groundOf(
  setting: Setting,
  probe: Probe,
): { readonly ground: Ground; readonly reads: Set<string> } {
  const reads = new Set<string>();
  const base = {
    amount: 0,
    get rate() {
      reads.add('rate');
      return probe.rate;
    },
  };
  const { view, onList } = probe;
  const ground = { ...setting, view, base, silent: remembered(probe.silent), entry: watched(probe, reads) };
  return { reads, ground: onList ? { ...ground, onList } : ground };
}
