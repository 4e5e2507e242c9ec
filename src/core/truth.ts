// Three-valued logic (Kleene): a condition on facts that may not have been given.

export type Truth = 'yes' | 'no' | 'unknown';

export const truthOf = (value: boolean): Truth => (value ? 'yes' : 'no');

export const not = (a: Truth): Truth => (a === 'unknown' ? a : a === 'yes' ? 'no' : 'yes');

export const and = (a: Truth, b: Truth): Truth =>
  a === 'no' || b === 'no' ? 'no' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';

export const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)));
