// The fold: acts of the instruments that can be known, in order, laid over the fields of measures and lists.

import type { Interval } from '../core/interval.ts';
import { FOREVER, type Moment } from '../core/moment.ts';
import { constant, merge, overlay, type Timeline } from '../core/timeline.ts';
import { foldLists, type GoodsList } from './goods-list.ts';
import type { Act, Exception, Impose, Instrument } from './instrument.ts';
import type { Measure, Source, Sourced, State } from './measure.ts';
import type { Pack } from './pack.ts';

export interface ResolvedLaw {
  readonly known: Moment;
  readonly measures: readonly Measure[];
  readonly lists: ReadonlyMap<string, GoodsList>;
}

/** Instruments published up to `known`, in the order in which their acts count: (published, id). */
export function knownInstruments(instruments: readonly Instrument[], known: Moment): readonly Instrument[] {
  return instruments
    .filter(({ published }) => published <= known)
    .sort((a, b) => a.published - b.published || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Whether a measure belongs to a target: itself, or a family `us/reciprocal/*`. */
export const covers = (target: string, measure: string): boolean =>
  target === measure || (target.endsWith('/*') && measure.startsWith(target.slice(0, -1)));

const spanOf = (act: Act): Interval => ({ from: act.from, until: act.until ?? FOREVER });

/** A measure while it is being folded: the same lines, open to change. */
type Draft = { -readonly [K in keyof Measure]: Measure[K] } & {
  readonly exceptions: Map<string, Timeline<Sourced<Exception> | null>>;
};

const ABSENT: State = { is: 'absent' };
const FIELDS = ['heading', 'origins', 'goods', 'duty', 'base', 'when', 'inLieuOf'] as const;

/** A new measure carries the fields of its first `impose` for all time; its state says where they count. */
function draftOf(impose: Impose, by: Source): Draft {
  const line = <T>(value: T) => constant({ value, by });
  const { fields } = impose;
  return {
    id: impose.target,
    program: impose.program,
    ...(impose.prohibits === undefined ? {} : { prohibits: impose.prohibits }),
    jurisdiction: impose.target.split('/')[0]!,
    state: constant(ABSENT),
    lawful: constant(null),
    exceptions: new Map(),
    heading: line(fields.heading),
    origins: line(fields.origins),
    goods: line(fields.goods),
    duty: line(fields.duty),
    base: line(fields.base),
    when: line(fields.when),
    inLieuOf: line(fields.inLieuOf),
  };
}

function setFields(draft: Draft, act: Extract<Act, { act: 'impose' | 'amend' }>, by: Source): void {
  for (const field of FIELDS) {
    const value = act.fields[field];
    if (value !== undefined)
      draft[field] = overlay(draft[field] as never, spanOf(act), { value, by } as never) as never;
  }
}

function setException(draft: Draft, key: string, exception: Exception | null, by: Source): void {
  const line = draft.exceptions.get(key) ?? constant(null);
  draft.exceptions.set(
    key,
    overlay(line, spanOf(by.act), exception === null ? null : { value: exception, by }),
  );
}

const setState = (draft: Draft, span: Interval, state: State): void => {
  draft.state = overlay(draft.state, span, state);
};

/** Only what is in force (or already suspended) can be suspended: what has ended stays ended. */
function suspend(draft: Draft, span: Interval, by: Source): void {
  const suspended: State = { is: 'suspended', by };
  const within = overlay(constant(false), span, true);
  const live = (state: State) => state.is === 'in-force' || state.is === 'suspended';
  draft.state = merge(draft.state, within, (state, inside) => (inside && live(state) ? suspended : state));
}

type Verb = Act['act'];
type Lay<V extends Verb> = (draft: Draft, act: Extract<Act, { act: V }>, by: Source) => void;

/** What each act does to a measure that it targets. */
const LAY: { readonly [V in Verb]: Lay<V> } = {
  impose: (draft, act, by) => {
    setFields(draft, act, by);
    setState(draft, spanOf(act), { is: 'in-force', by });
    for (const exception of act.except) setException(draft, exception.key, exception, by);
  },
  amend: setFields,
  suspend: (draft, act, by) => suspend(draft, spanOf(act), by),
  end: (draft, act, by) => setState(draft, spanOf(act), { is: 'ended', by }),
  except: (draft, act, by) => setException(draft, act.key, act.exception, by),
  void: (draft, act, by) => {
    draft.lawful = overlay(draft.lawful, spanOf(act), { value: act.from, by });
    setState(draft, { from: act.collectedUntil ?? act.from, until: FOREVER }, { is: 'void', by });
  },
  list: () => undefined,
};

const lay = (draft: Draft, by: Source): void => (LAY[by.act.act] as Lay<Verb>)(draft, by.act, by);

const targetsOf = (act: Act): readonly string[] =>
  act.act === 'impose' ? [act.target] : act.act === 'list' ? [] : act.targets;

/**
 * Folds the pack into the law as it stood known at `known`. Instruments not in the pack (outcomes bound to a deadline)
 * count after all others of the same moment, by their `published`. Pure; the order of files does not matter.
 */
export function resolve(pack: Pack, known: Moment, extra: readonly Instrument[] = []): ResolvedLaw {
  const sources = [...knownInstruments(pack.instruments, known), ...extra].flatMap((instrument) =>
    instrument.acts.map((act): Source => ({ instrument, act })),
  );
  const drafts = new Map<string, Draft>();
  for (const by of sources) {
    const { act } = by;
    if (act.act === 'impose' && !drafts.has(act.target)) drafts.set(act.target, draftOf(act, by));
  }
  for (const by of sources)
    for (const target of targetsOf(by.act)) for (const draft of targeted(drafts, target)) lay(draft, by);
  return { known, measures: [...drafts.values()], lists: foldLists(sources) };
}

function targeted(drafts: ReadonlyMap<string, Draft>, target: string): readonly Draft[] {
  if (!target.endsWith('/*')) return drafts.has(target) ? [drafts.get(target)!] : [];
  return [...drafts.values()].filter(({ id }) => covers(target, id));
}
