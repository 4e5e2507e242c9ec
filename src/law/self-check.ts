// Checks of the law's own sense: nothing twice, nothing left out between two spans, lists as long as their source says.

import type { Diagnostic } from '../core/diagnostics.ts';
import { printDuty } from '../core/duty.ts';
import { DAWN, FOREVER, type Moment, printMoment } from '../core/moment.ts';
import type { Act, Condition, Exception, Impose, Instrument, ListAct, ListedCode } from './instrument.ts';
import type { Measure, State } from './measure.ts';
import type { Pack } from './pack.ts';
import { resolve } from './resolve.ts';

type Found = Omit<Diagnostic, 'file' | 'line'> & { readonly near: string };

const codeOf = (one: ListedCode): string => (typeof one === 'string' ? one : one.code);

/** Every true beginning of a code. */
const beginnings = (code: string): readonly string[] =>
  Array.from({ length: code.length - 1 }, (_, index) => code.slice(0, index + 1));

/** Codes that stand twice in one act, or under a shorter code that is on the list as a whole. */
function overlapping({ list, add }: ListAct): readonly Found[] {
  const whole = new Set(add.filter((one) => typeof one === 'string'));
  const seen = new Set<string>();
  const twice = add.map(codeOf).filter((code) => seen.size === seen.add(code).size);
  const under = [...seen].filter((code) => beginnings(code).some((short) => whole.has(short)));
  return [...twice, ...under].map((code) => ({
    near: list,
    code: 'overlapping-codes',
    message: `list ${list} names ${code} ${twice.includes(code) ? 'twice' : 'and a shorter code that holds it'}`,
    hint: 'Keep the shortest true prefix, once.',
  }));
}

function miscounted({ list, add, count }: ListAct): readonly Found[] {
  if (count === undefined || count === add.length) return [];
  return [
    {
      near: list,
      code: 'list-count',
      message: `list ${list} has ${add.length} codes; its source names ${count}`,
      hint: 'Count again, and look for codes that were lost, doubled or merged.',
    },
  ];
}

function repeated({ target, except }: Impose): readonly Found[] {
  const seen = new Set<string>();
  return except
    .filter(({ key }) => seen.size === seen.add(key).size)
    .map(({ key }) => ({
      near: key,
      code: 'repeated-exception',
      message: `${target} has two exceptions called ${key}; only the later would hold`,
      hint: 'Give one of them a "name".',
    }));
}

interface Bracket {
  readonly from: number;
  readonly until: number;
  readonly key: string;
}

const parts = (when: Condition): readonly Condition[] => (when.is === 'all' ? when.of : [when]);

/** The prices between which an exception holds, and for what else it asks; undefined when it asks for no price. */
function bracketOf({ key, when }: Exception): (Bracket & { readonly of: string }) | undefined {
  const prices = parts(when).filter((one) => one.is === 'unit-value');
  if (prices.length === 0) return undefined;
  const bound = (op: string, fallback: number) =>
    prices.find(({ test }) => test.op === op)?.test.price ?? fallback;
  const others = parts(when).filter((one) => one.is !== 'unit-value');
  return {
    key,
    from: bound('>=', 0),
    until: bound('<', FOREVER),
    of: JSON.stringify(others) + prices[0]!.unit,
  };
}

const priced = (price: number): string => printDuty({ kind: 'specific', price, unit: 'unit' });

/** Brackets by value must follow one another from nothing upwards. */
function bracketFaults({ except }: Impose): readonly Found[] {
  const groups = new Map<string, Bracket[]>();
  for (const exception of except) {
    const bracket = bracketOf(exception);
    if (bracket) groups.set(bracket.of, [...(groups.get(bracket.of) ?? []), bracket]);
  }
  return [...groups.values()].flatMap((brackets) => {
    const sorted = [...brackets].sort((a, b) => a.from - b.from);
    return sorted.flatMap(({ key, from }, index): readonly Found[] => {
      const before = index === 0 ? 0 : sorted[index - 1]!.until;
      if (from === before) return [];
      const which = from > before ? 'gap' : 'overlap';
      return [
        {
          near: key,
          code: `bracket-${which}`,
          message: `${key} begins at ${priced(from)}, the bracket before it ends at ${before === FOREVER ? 'no value' : priced(before)}`,
          hint: 'Brackets follow one another: each begins where the one before ends.',
        },
      ];
    });
  });
}

function ofAct(act: Act): readonly Found[] {
  if (act.act === 'list') return [...overlapping(act), ...miscounted(act)];
  return act.act === 'impose' ? [...repeated(act), ...bracketFaults(act)] : [];
}

type Stretch = { readonly is: State['is']; readonly from: Moment; readonly until: Moment };

const stretches = ({ state }: Measure): readonly Stretch[] =>
  state.map(({ from, value }, index) => ({ is: value.is, from, until: state[index + 1]?.from ?? FOREVER }));

const DAY = 1440;

/** A stretch of less than a day between two that are alike is a slip of the dates: a truce that lapses for a minute. */
function slips(measure: Measure): readonly Found[] {
  const all = stretches(measure);
  return all.flatMap(({ is, from, until }, index): readonly Found[] => {
    const [before, after] = [all[index - 1], all[index + 1]];
    if (!before || !after || before.is !== after.is || before.is === 'absent' || until - from >= DAY)
      return [];
    return [
      {
        near: measure.id,
        code: 'short-gap',
        message: `${measure.id} is ${is} from ${printMoment(from, 'UTC')} to ${printMoment(until, 'UTC')}, between two spans in which it is ${before.is}`,
        hint: 'Spans that follow one another meet at the same moment.',
      },
    ];
  });
}

interface Span {
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

const overlaps = (a: Span, b: Span): boolean =>
  (a.from ?? DAWN) < (b.until ?? FOREVER) && (b.from ?? DAWN) < (a.until ?? FOREVER);

const pairs = <T extends Span>(spans: readonly T[]): readonly (readonly [T, T])[] =>
  spans.flatMap((one, index) => spans.slice(index + 1).map((two) => [one, two] as const));

function groupFaults({ groups }: Pack): readonly Found[] {
  return Object.entries(groups).flatMap(([name, { members }]) =>
    pairs(members)
      .filter(([one, two]) => one.country === two.country && overlaps(one, two))
      .map(([{ country }]) => ({
        near: name,
        code: 'overlapping-membership',
        message: `${country} is twice a member of ${name} at the same time`,
        hint: 'Spans of a membership follow one another.',
      })),
  );
}

function feeFaults({ fees }: Pack): readonly Found[] {
  return Object.values(fees)
    .flat()
    .flatMap(({ fee, periods }) => {
      const sorted = [...periods].sort((a, b) => a.from - b.from);
      return sorted.slice(1).flatMap(({ from }, index): readonly Found[] => {
        const before = sorted[index]!.until;
        if (from === before) return [];
        return [
          {
            near: fee,
            code: from > before ? 'gap-in-periods' : 'overlapping-periods',
            message: `the periods of ${fee} ${from > before ? 'leave days out' : 'overlap'}`,
            hint: 'Each period begins on the day on which the one before ends.',
          },
        ];
      });
    });
}

type Texts = ReadonlyMap<string, string>;

const lineIn = (texts: Texts, file: string, needle: string): number =>
  1 +
  Math.max(
    0,
    (texts.get(file) ?? '').split('\n').findIndex((line) => line.includes(needle)),
  );

const placed = (texts: Texts, file: string, { near, ...found }: Found): Diagnostic => ({
  file,
  line: lineIn(texts, file, near),
  ...found,
});

const fileOf = (texts: Texts, pattern: RegExp, needle: string): string =>
  [...texts].find(([path, text]) => pattern.test(path) && text.includes(needle))?.[0] ?? 'law';

const imposing = (instruments: readonly Instrument[], id: string): string =>
  instruments.find(({ acts }) => acts.some((act) => act.act === 'impose' && act.target === id))?.file ??
  'law';

/** Overlaps, gaps and counts of the whole pack. */
export function selfCheck(pack: Pack, texts: Texts): readonly Diagnostic[] {
  const inActs = pack.instruments.flatMap(({ file, acts }) =>
    acts.flatMap(ofAct).map((found) => placed(texts, file, found)),
  );
  const inTime = resolve(pack, FOREVER).measures.flatMap((measure) =>
    slips(measure).map((found) => placed(texts, imposing(pack.instruments, measure.id), found)),
  );
  const inTables = [
    ...groupFaults(pack).map((found) => placed(texts, fileOf(texts, /^law\/groups/, found.near), found)),
    ...feeFaults(pack).map((found) => placed(texts, fileOf(texts, /\/fees\.yaml$/, found.near), found)),
  ];
  return [...inActs, ...inTime, ...inTables];
}
