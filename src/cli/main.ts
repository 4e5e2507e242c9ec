// The command line: one file for each command, loaded when it is called.

import { Command, CommanderError } from 'commander';
import { incorrect } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { EXIT, report } from './failure.ts';

type Loader = () => Promise<(program: Command) => void>;

/** Groups of the help → name → how its module adds it to the program. Loaded one at a time, for speed. */
const GROUPS: Readonly<Record<string, Readonly<Record<string, Loader>>>> = {
  'One product': {
    duty: async () => (await import('./duty.ts')).dutyCommand,
    history: async () => (await import('./history.ts')).historyCommand,
    search: async () => (await import('./search.ts')).searchCommand,
  },
  'A book of shipments': {
    assess: async () => (await import('./assess.ts')).assessCommand,
    outcomes: async () => (await import('./outcomes.ts')).outcomesCommand,
    refunds: async () => (await import('./refunds.ts')).refundsCommand,
    batch: async () => (await import('./batch.ts')).batchCommand,
  },
  'The law': {
    brief: async () => (await import('./brief.ts')).briefCommand,
    deadlines: async () => (await import('./deadlines.ts')).deadlinesCommand,
    changes: async () => (await import('./changes.ts')).changesCommand,
    measures: async () => (await import('./measures.ts')).measuresCommand,
    instrument: async () => (await import('./instrument.ts')).instrumentCommand,
    list: async () => (await import('./list.ts')).listCommand,
    coverage: async () => (await import('./coverage.ts')).coverageCommand,
    law: async () => (await import('./law.ts')).lawCommand,
  },
  'The talks': {
    talks: async () => (await import('./talks.ts')).talksCommand,
    timeline: async () => (await import('./timeline.ts')).timelineCommand,
    agreement: async () => (await import('./agreement.ts')).agreementCommand,
    controls: async () => (await import('./controls.ts')).controlsCommand,
    minerals: async () => (await import('./minerals.ts')).mineralsCommand,
    leverage: async () => (await import('./leverage.ts')).leverageCommand,
    read: async () => (await import('./read.ts')).readCommand,
    watch: async () => (await import('./watch.ts')).watchCommand,
  },
  'The economy': {
    simulate: async () => (await import('./simulate.ts')).simulateCommand,
    wait: async () => (await import('./wait.ts')).waitCommand,
    market: async () => (await import('./market.ts')).marketCommand,
    optimum: async () => (await import('./policy.ts')).policyCommands,
    nash: async () => (await import('./policy.ts')).policyCommands,
    bargain: async () => (await import('./policy.ts')).policyCommands,
  },
  'All products at once': {
    book: async () => (await import('./book.ts')).bookCommand,
    panel: async () => (await import('./panel.ts')).panelCommand,
    average: async () => (await import('./average.ts')).averageCommand,
    export: async () => (await import('./export.ts')).exportCommand,
  },
  Schedules: {
    pull: async () => (await import('./pull.ts')).pullCommand,
    import: async () => (await import('./import.ts')).importCommand,
  },
  Services: {
    serve: async () => (await import('./serve.ts')).serveCommand,
    mcp: async () => (await import('./mcp.ts')).mcpCommand,
  },
};

const COMMANDS: Readonly<Record<string, Loader>> = Object.assign({}, ...Object.values(GROUPS));

const VERSION = '0.1.0';

function newProgram(): Command {
  return new Command('rosenbad')
    .description(
      'The law of a tariff dispute on two clocks: what is owed now, what if nobody acts, what each outcome costs.',
    )
    .version(VERSION)
    .showSuggestionAfterError(true)
    .showHelpAfterError('(--help shows the options)')
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .addHelpText(
      'after',
      `
Every question has a basis: --known (what was published by that day) and --on (the day of entry).

Examples:
  rosenbad brief                                                the situation of 29 July 2025
  rosenbad duty 8507.60.00 --from CN --on 2025-08-13 --known 2025-07-29
  rosenbad outcomes examples/shipments.csv --known 2025-07-29 --deadline 2025-08-12`,
    );
}

/** Settings that a command does not inherit from its parent. */
function settle(program: Command): void {
  for (const command of program.commands) {
    command
      .exitOverride()
      .showSuggestionAfterError(true)
      .showHelpAfterError('(--help shows the options)')
      .allowExcessArguments(false);
    settle(command);
  }
}

const groupOf = (name: string): string | undefined =>
  Object.keys(GROUPS).find((group) => name in GROUPS[group]!);

async function programFor(name: string | undefined): Promise<Command> {
  const program = newProgram();
  const wanted = name !== undefined && name in COMMANDS ? [name] : Object.keys(COMMANDS);
  // Several names may come from one module; it is added once.
  const modules = new Set(await Promise.all(wanted.map((one) => COMMANDS[one]!())));
  for (const add of modules) add(program);
  for (const command of program.commands) command.helpGroup(`${groupOf(command.name())}:`);
  settle(program);
  return program;
}

function unknownCommand(name: string): number {
  const near = nearest(name, Object.keys(COMMANDS), 1)[0];
  process.stderr.write(
    `error unknown-command: there is no command "${name}"\n  ${near ? `Did you mean "${near}"?` : 'See rosenbad --help.'}\n`,
  );
  return EXIT.wrongUse;
}

/** Runs the command line and gives its exit code: 0 done, 2 wrong use, 3 some rows failed, 70 a fault of ours. */
export async function main(args: readonly string[]): Promise<number> {
  const [name] = args;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    const { message } = error;
    process.exit(
      report(
        incorrect('cannot-write', `the output cannot be written: ${message}`, 'Make room for it.'),
        false,
      ),
    );
  });
  if (name !== undefined && !name.startsWith('-') && name !== 'help' && !(name in COMMANDS))
    return unknownCommand(name);
  const json = args.includes('--json') || name === 'assess';
  try {
    const program = await programFor(name);
    if (name === undefined) {
      program.outputHelp();
      return EXIT.wrongUse;
    }
    await program.parseAsync([...args], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    return report(error, json && args.includes('--json'));
  }
}
