// The entry that the address describes, and the address that an answer to a question makes.

import type { EntryInput } from '../../../../src/assess/entry.ts';
import { change, param } from '../../state.ts';

export const METALS = ['steel', 'aluminum', 'copper'] as const;
export const FIRST_CODE = '8507.60.00';

/** `facts=NAME:yes,NAME:no`; names may hold colons. */
const factsOf = (text: string): readonly (readonly [string, string])[] =>
  text.split(',').flatMap((one) => {
    const at = one.lastIndexOf(':');
    return at > 0 ? [[one.slice(0, at), one.slice(at + 1)] as const] : [];
  });

const given = (name: string): Record<string, string> => (param(name) === '' ? {} : { [name]: param(name) });

export function entry(): EntryInput {
  const metals = METALS.filter((metal) => param(metal) !== '').map((metal) => [metal, param(metal)]);
  const facts = factsOf(param('facts'));
  const claims = param('claims')
    .split(/[\s,;]+/)
    .filter((claim) => claim !== '');
  return {
    code: param('code', FIRST_CODE),
    from: param('from', 'CN'),
    on: param('on'),
    value: param('value', '10000'),
    into: param('into', 'US'),
    ...(param('quantity') === '' ? {} : { quantity: { [param('unit', 'kg')]: param('quantity') } }),
    ...given('mode'),
    ...given('loaded'),
    ...given('usContent'),
    ...(metals.length > 0 ? { metals: Object.fromEntries(metals) } : {}),
    ...(claims.length > 0 ? { claims } : {}),
    ...(facts.length > 0 ? { facts: Object.fromEntries(facts) } : {}),
  };
}

/** The same product without its day and value, for history. */
export function productOf({ on: _on, value: _value, code: _code, from: _from, ...rest }: EntryInput) {
  return rest;
}

/** The parameter that answers a question, when it is one with a field of its own. */
export function fieldOf(fact: string): string | undefined {
  if (fact.startsWith('content:')) return fact.slice('content:'.length);
  return fact === 'us-content' ? 'usContent' : fact === 'loaded' ? 'loaded' : undefined;
}

/** Declares a claim or a fact; an empty answer takes it back. */
export function declare(fact: string, answer: 'yes' | 'no' | ''): void {
  if (fact.startsWith('claim:')) {
    const name = fact.slice('claim:'.length);
    const others = param('claims')
      .split(/[\s,;]+/)
      .filter((claim) => claim !== '' && claim !== name);
    change({ claims: (answer === 'yes' ? [...others, name] : others).join(' ') });
    return;
  }
  const others = factsOf(param('facts')).filter(([name]) => name !== fact);
  const all = answer === '' ? others : [...others, [fact, answer] as const];
  change({ facts: all.map(([name, value]) => `${name}:${value}`).join(',') });
}

/** What is declared besides code, origin, day and value: to be shown and taken back. */
export const declared = (): readonly { readonly fact: string; readonly answer: string }[] => [
  ...factsOf(param('facts')).map(([fact, answer]) => ({ fact, answer })),
  ...param('claims')
    .split(/[\s,;]+/)
    .filter((claim) => claim !== '')
    .map((claim) => ({ fact: `claim:${claim}`, answer: 'yes' })),
];
