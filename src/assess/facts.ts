// What is known of an entry while it is assessed: declared facts, assumed ones, and those that were asked for in vain.

/**
 * A fact that was not declared. `claim`: CBP takes silence as "not claimed". `range`: nobody can know without asking, so
 * every alternative is worked out.
 */
export interface Gap {
  readonly fact: string;
  readonly kind: 'claim' | 'range';
  readonly ask: string;
  /** Answer used in the default working. */
  readonly taken: number | boolean;
  readonly alternatives: readonly (number | boolean)[];
  /** What was assumed, in words, for the receipt. */
  readonly assumption: string;
}

export type Assumed = ReadonlyMap<string, number | boolean>;

export interface FactSheet {
  readonly gaps: ReadonlyMap<string, Gap>;
  /** The assumed answer, or the one taken by default; the gap is remembered. */
  ask<T extends number | boolean>(gap: Gap & { readonly taken: T }): T;
  /** The assumed answer to a fact that was asked for before, if any. */
  assumed(fact: string): number | boolean | undefined;
}

export function factSheet(assumed: Assumed): FactSheet {
  const gaps = new Map<string, Gap>();
  return {
    gaps,
    ask<T extends number | boolean>(gap: Gap & { readonly taken: T }): T {
      const known = assumed.get(gap.fact);
      if (known !== undefined) return known as T;
      if (!gaps.has(gap.fact)) gaps.set(gap.fact, gap);
      return gap.taken;
    },
    assumed: (fact) => assumed.get(fact),
  };
}
