// One route of the service: what it takes, what it answers, and the small things that routes share.

import { z } from 'zod';
import { parseCountry } from '../core/country.ts';
import type { Law } from '../law.ts';

/** An ISO day, checked by the engine. */
export const day = z.string().max(10);

export interface Route<Q = never, B = never> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  readonly answer: z.ZodType;
  answerTo(
    law: Law,
    asked: { readonly query: Q; readonly body: B; readonly params: Readonly<Record<string, string>> },
  ): unknown;
}

/** Drops absent keys, as exact optional properties want it. */
export const given = <T extends object>(
  object: T,
): { [K in keyof T]-?: Exclude<T[K], undefined> } | Partial<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;

/** A country or the European Union. @throws TariffError `unknown-country` */
export const partyOf = (text: string): string =>
  text.toUpperCase() === 'EU' ? 'EU' : parseCountry(text, 'country');

export const route = <Q, B>(one: Route<Q, B>): Route => one as unknown as Route;
