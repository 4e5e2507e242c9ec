// Checks that cross files: names that must exist, names that must be unique, and precedence without cycles.

import type { Diagnostic } from '../core/diagnostics.ts';
import { nearest } from '../core/nearest.ts';
import { findCycles } from './cycles.ts';
import type { Act, Condition, GoodsScope, Instrument, MeasureFields, OriginScope } from './instrument.ts';
import type { Pack } from './pack.ts';
import { covers } from './resolve.ts';
import { selfCheck } from './self-check.ts';

type AnyAct = Act<unknown>;
type Texts = ReadonlyMap<string, string>;

interface Names {
  readonly measures: readonly string[];
  readonly programs: readonly string[];
  readonly lists: readonly string[];
  readonly groups: readonly string[];
  readonly facts: readonly string[];
}

interface Mention {
  readonly kind: 'target' | 'payer' | keyof Names;
  readonly name: string;
}

const ofGoods = (goods: GoodsScope | null | undefined): Mention[] =>
  [...(goods?.any ?? []), ...(goods?.except ?? [])]
    .filter((name) => name.startsWith('list:'))
    .map((name) => ({ kind: 'lists', name: name.slice(5) }));

const ofOrigins = (origins: OriginScope | undefined): Mention[] =>
  [...(origins?.of ?? []), ...(origins?.except ?? [])]
    .filter((name) => name.startsWith('group:'))
    .map((name) => ({ kind: 'groups', name: name.slice(6) }));

function ofCondition(condition: Condition<unknown> | null | undefined): Mention[] {
  if (!condition) return [];
  switch (condition.is) {
    case 'goods':
      return ofGoods(condition.goods);
    case 'origins':
      return ofOrigins(condition.origins);
    case 'subject-to':
      return condition.of.map((name) => ({ kind: 'payer', name }));
    case 'fact':
    case 'declared':
      return condition.fact.startsWith('in:')
        ? [{ kind: 'lists', name: condition.fact.slice(3) }]
        : [{ kind: 'facts', name: condition.fact }];
    case 'any':
    case 'all':
      return condition.of.flatMap(ofCondition);
    case 'not':
      return ofCondition(condition.of);
    default:
      return [];
  }
}

const ofFields = (fields: Partial<MeasureFields<unknown>>): Mention[] => [
  ...ofGoods(fields.goods),
  ...ofOrigins(fields.origins),
  ...ofCondition(fields.when),
  ...(fields.heading ?? []).flatMap(({ when }) => ofCondition(when)),
  ...(fields.inLieuOf ?? []).map((name): Mention => ({ kind: 'target', name })),
];

function ofAct(act: AnyAct): Mention[] {
  if (act.act === 'list') return [];
  const targets = act.act === 'impose' ? [] : act.targets.map((name): Mention => ({ kind: 'target', name }));
  if (act.act === 'impose')
    return [
      { kind: 'programs', name: act.program },
      ...ofFields(act.fields),
      ...act.except.flatMap(({ when }) => ofCondition(when)),
    ];
  if (act.act === 'amend') return [...targets, ...ofFields(act.fields)];
  if (act.act === 'except') return [...targets, ...ofCondition(act.exception?.when)];
  return targets;
}

const lineOf = (texts: Texts, file: string, needle: string): number =>
  1 +
  Math.max(
    0,
    (texts.get(file) ?? '').split('\n').findIndex((line) => line.includes(needle)),
  );

const WHAT: Readonly<Record<Mention['kind'], string>> = {
  target: 'measure',
  payer: 'program or measure',
  measures: 'measure',
  programs: 'program',
  lists: 'list',
  groups: 'group',
  facts: 'fact',
};

function candidates(kind: Mention['kind'], names: Names): readonly string[] {
  if (kind === 'target') return names.measures;
  if (kind === 'payer') return [...names.programs, ...names.measures];
  return names[kind];
}

const exists = ({ kind, name }: Mention, names: Names): boolean =>
  candidates(kind, names).some(
    (one) => one === name || ((kind === 'target' || kind === 'payer') && covers(name, one)),
  );

function dangling(file: string, acts: readonly AnyAct[], names: Names, texts: Texts): Diagnostic[] {
  const missing = acts.flatMap(ofAct).filter((mention) => !exists(mention, names));
  const unique = new Map(missing.map((mention) => [`${mention.kind} ${mention.name}`, mention]));
  return [...unique.values()].map((mention) => {
    const near = nearest(mention.name, new Set(candidates(mention.kind, names)), 3);
    const hint =
      near.length > 0 ? `Near: ${near.join(', ')}.` : `No act, table or list of the law defines it.`;
    const message = `there is no ${WHAT[mention.kind]} "${mention.name}"`;
    return {
      file,
      line: lineOf(texts, file, mention.name),
      code: `unknown-${WHAT[mention.kind].split(' ')[0]}`,
      message,
      hint,
    };
  });
}

function emptySpans(file: string, acts: readonly Act[], texts: Texts): Diagnostic[] {
  return acts
    .filter(({ from, until }) => until !== undefined && until <= from)
    .map((act) => ({
      file,
      line: lineOf(texts, file, act.clause),
      code: 'empty-interval',
      message: `the act of ${act.clause} ends before it begins`,
      hint: 'Intervals are half-open: "until" must be later than "from".',
    }));
}

function duplicates(instruments: readonly Instrument[], texts: Texts): Diagnostic[] {
  const seen = new Map<string, string>();
  return instruments.flatMap(({ id, file }) => {
    const first = seen.get(id);
    seen.set(id, first ?? file);
    if (first === undefined) return [];
    return [
      {
        file,
        line: lineOf(texts, file, id),
        code: 'duplicate-instrument',
        message: `"${id}" is also defined in ${first}`,
        hint: 'One file for each instrument.',
      },
    ];
  });
}

function namesOf({ instruments, programs, groups, facts }: Pack): Names {
  const acts = instruments.flatMap((instrument) => instrument.acts);
  return {
    measures: [...new Set(acts.flatMap((act) => (act.act === 'impose' ? [act.target] : [])))],
    lists: [...new Set(acts.flatMap((act) => (act.act === 'list' ? [act.list] : [])))],
    programs: Object.keys(programs),
    groups: Object.keys(groups),
    facts: Object.keys(facts),
  };
}

/** All faults that cross files; cycles are looked for only when every file could be read. */
export function checkLaw(pack: Pack, texts: Texts, readable: boolean): readonly Diagnostic[] {
  const names = namesOf(pack);
  const references = [...pack.instruments, ...pack.outcomes].flatMap(({ file, acts }) =>
    readable ? dangling(file, acts as readonly AnyAct[], names, texts) : [],
  );
  const spans = pack.instruments.flatMap(({ file, acts }) => emptySpans(file, acts, texts));
  const found = [...references, ...spans, ...duplicates(pack.instruments, texts)];
  return readable && found.length === 0 ? [...selfCheck(pack, texts), ...findCycles(pack)] : found;
}
