// How a command ends: exit codes and errors in words or JSON.

import { TariffError } from '../core/errors.ts';
import { paint } from './output.ts';

/** Done; wrong use or a refusal; some rows failed; a fault of ours. */
export const EXIT = { done: 0, wrongUse: 2, someFailed: 3, fault: 70 } as const;

/** Prints an error to stderr (or as JSON to stdout) and gives the exit code. */
export function report(error: unknown, json: boolean): number {
  if (!(error instanceof TariffError)) {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    return EXIT.fault;
  }
  if (json) process.stdout.write(`${JSON.stringify({ error: error.toJSON() })}\n`);
  else
    process.stderr.write(
      `${paint('red', 'error')} ${error.code}: ${error.message}\n${error.hint ? `  ${error.hint}\n` : ''}`,
    );
  return error.category === 'fault' ? EXIT.fault : EXIT.wrongUse;
}
