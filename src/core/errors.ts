// Errors a user can act on: a category for exit codes, a code for programs, a message with the value, a hint with what to do.

export type ErrorCategory = 'incorrect' | 'unsupported' | 'not-found' | 'fault';

export interface ErrorShape {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/**
 * The one error type that Rosenbad throws on purpose. `category` says whose move it is: `incorrect` the caller's
 * input, `unsupported` outside what the law pack covers, `not-found` a name that is not there, `fault` our own mistake.
 */
export class TariffError extends Error {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly hint: string;

  constructor(shape: ErrorShape) {
    super(shape.message);
    this.name = 'TariffError';
    this.category = shape.category;
    this.code = shape.code;
    this.hint = shape.hint;
  }

  toJSON(): ErrorShape {
    return { category: this.category, code: this.code, message: this.message, hint: this.hint };
  }
}

export const incorrect = (code: string, message: string, hint: string): TariffError =>
  new TariffError({ category: 'incorrect', code, message, hint });

export const unsupported = (code: string, message: string, hint: string): TariffError =>
  new TariffError({ category: 'unsupported', code, message, hint });

export const notFound = (code: string, message: string, hint: string): TariffError =>
  new TariffError({ category: 'not-found', code, message, hint });

export const fault = (
  code: string,
  message: string,
  hint = 'This is a mistake in Rosenbad; please report it.',
): TariffError => new TariffError({ category: 'fault', code, message, hint });
