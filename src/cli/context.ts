// What commands share: the opened law, the two clocks with today as their default, and the entry's options.

import { type Command, InvalidArgumentError } from 'commander';
import type { EntryInput } from '../assess/entry.ts';
import { civilOf, dayOf, parseDay, printDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { Law, LawAt } from '../law.ts';
import { withAccepted } from '../store/accepted-law.ts';
import { importedSchedule } from '../store/schedule-folder.ts';
import type { OutputOptions } from './output.ts';

/** Opens the embedded pack with what the user accepted, and the user's imported schedule; loaded only by commands that ask the law. */
export const openEmbedded = async (): Promise<Law> => {
  const schedule = importedSchedule();
  const [{ openLaw }, { default: shipped }] = await Promise.all([import('../index.ts'), import('#law-pack')]);
  const { pack, stale } = withAccepted(shipped);
  if (stale) process.stderr.write(STALE);
  return openLaw(schedule ? { pack, schedule } : { pack });
};

const STALE =
  'Accepted instruments were checked against an earlier law and are left out: run "rosenbad watch accept" on them again.\n';

/** Today on this machine's calendar: only shells may ask a clock. */
export function today(): string {
  const now = new Date();
  return printDay(dayOf({ year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }));
}

export interface BasisOptions extends OutputOptions {
  readonly known?: string;
  readonly on?: string;
  readonly into?: string;
  readonly outcome?: string;
  readonly deadline?: string;
}

/** The law as known on `--known` (default today), under `--outcome` when one is named. */
export function lawOf(law: Law, { known, outcome, deadline }: BasisOptions): LawAt {
  const plain = law.as({ known: known ?? today() });
  return outcome === undefined ? plain : plain.under(outcome, deadline === undefined ? {} : { deadline });
}

export const collect = (value: string, previous: readonly string[] = []): readonly string[] => [
  ...previous,
  value,
];

/** `steel=60%` as a pair. */
function pairs(texts: readonly string[] | undefined, option: string): Record<string, string> | undefined {
  if (!texts) return undefined;
  return Object.fromEntries(
    texts.map((text) => {
      const match = /^([^=]+)=(.+)$/.exec(text);
      if (match) return [match[1]!.trim(), match[2]!.trim()];
      throw incorrect(
        'bad-option',
        `--${option} "${text}" has no "="`,
        `Write for example --${option} ${{ quantity: 'kg=100', metal: 'steel=60%', fact: 'civil-aircraft=yes' }[option] ?? 'name=value'}.`,
      );
    }),
  );
}

export interface EntryOptions extends BasisOptions {
  readonly from?: string;
  readonly value?: string;
  readonly quantity?: readonly string[];
  readonly mode?: string;
  readonly loaded?: string;
  readonly admitted?: string;
  readonly metal?: readonly string[];
  readonly usContent?: string;
  readonly claim?: readonly string[];
  readonly fact?: readonly string[];
  readonly baseDuty?: string;
  readonly melted?: string;
  readonly smelted?: string;
  readonly cast?: string;
}

/** Options that describe an entry, on any command that takes a product. */
export const entryOptions = (command: Command): Command =>
  command
    .requiredOption('--from <country>', 'country of origin, two letters (CN, DE, JP, …)')
    .option('--into <territory>', 'importing territory', 'US')
    .option('--value <dollars>', 'customs value', '10000')
    .option('--quantity <unit=amount>', 'quantity, for duties by weight or number (repeatable)', collect)
    .option('--mode <mode>', 'vessel, air, truck, rail or post')
    .option('--loaded <date>', 'day on which the goods were loaded')
    .option('--admitted <date>', 'day of admission to a foreign trade zone in privileged foreign status')
    .option('--metal <metal=share>', 'steel, aluminum or copper share of the value (repeatable)', collect)
    .option('--us-content <share>', 'United States content, share of the value')
    .option(
      '--claim <name>',
      'preference (korus, or its symbol KR) or chapter 99 heading claimed (repeatable)',
      collect,
    )
    .option('--fact <name=yes|no>', 'a declared fact (repeatable)', collect)
    .option('--melted <country>', 'country in which the steel was melted and poured')
    .option(
      '--smelted <countries>',
      'countries in which the aluminum was smelted, primary and secondary: AE,RU',
    )
    .option('--cast <country>', 'country in which the aluminum was last cast')
    .option('--base-duty <duty>', 'what a base duty comes to that the schedule gives in words');

export const basisOptions = (command: Command): Command =>
  command
    .option('--known <date>', 'the law as it was known on this day (default: today)')
    .option('--on <date>', 'day of entry (default: the day known)')
    .option('--outcome <name>', 'suppose an outcome of the talks, for example extend-90-days')
    .option('--deadline <date>', 'the deadline that the outcome is about');

export const outputOptions = (command: Command): Command =>
  command.option('--json', 'print JSON').option('--csv', 'print CSV');

/** The entry that a command's options describe. */
export function entryOf(code: string, options: EntryOptions): EntryInput {
  const optional = {
    quantity: pairs(options.quantity, 'quantity'),
    mode: options.mode,
    loaded: options.loaded,
    admitted: options.admitted,
    metals: pairs(options.metal, 'metal'),
    usContent: options.usContent,
    claims: options.claim,
    facts: pairs(options.fact, 'fact'),
    baseDuty: options.baseDuty,
    melted: options.melted,
    smelted: options.smelted,
    cast: options.cast,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    into: options.into ?? 'US',
    code,
    from: options.from ?? '',
    on: options.on ?? options.known ?? today(),
    value: options.value ?? '10000',
    ...given,
  } as EntryInput;
}

export const wholeNumber = (text: string): number => {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Write a whole number.');
};

/** `29 July 2025`. */
export function longDay(iso: string): string {
  const { year, month, day } = civilOf(parseDay(iso));
  const names = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return `${day} ${names[month - 1]} ${year}`;
}
