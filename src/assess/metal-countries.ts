// From where the metal was made to the facts the law asks for: melted and poured, smelted, cast.

import { incorrect } from '../core/errors.ts';
import { type Truth, truthOf } from '../core/truth.ts';
import type { CountryRule, Fact, MetalRule } from '../law/reference.ts';
import type { Entry, Made } from './entry.ts';

/** Fields of each metal, as CBP asks for them. */
const METALS = [['melted'], ['smelted', 'cast']] as const;
type Field = keyof Made;

const countriesOf = (made: Made, field: Field): readonly string[] | undefined => {
  const value = made[field];
  return value === undefined || typeof value !== 'string' ? value : [value];
};

/** Of several smelters all must be among the countries; where one is enough (`any`), one. */
function fieldHolds(rule: CountryRule, countries: readonly string[], any: boolean): boolean {
  if (rule.not) return countries.every((one) => !rule.of.includes(one));
  return any
    ? countries.some((one) => rule.of.includes(one))
    : countries.every((one) => rule.of.includes(one));
}

/** What a rule says of one field: unknown where the field is not declared. */
function fieldTruth(rule: MetalRule, made: Made, field: Field): Truth {
  const countries = countriesOf(made, field);
  return countries === undefined ? 'unknown' : truthOf(fieldHolds(rule[field]!, countries, rule.any));
}

/** Whether the declared countries settle a fact, and how. */
export function metalTruth(rule: MetalRule, made: Made): Truth {
  const groups = METALS.map((fields) => fields.filter((field) => rule[field] !== undefined))
    .filter((fields) => fields.length > 0)
    .map((fields) => fields.map((field) => fieldTruth(rule, made, field)));
  const all = groups.flat();
  if (rule.any) return all.includes('yes') ? 'yes' : all.includes('unknown') ? 'unknown' : 'no';
  if (all.includes('no')) return 'no';
  return groups.some((truths) => truths.every((one) => one === 'yes')) ? 'yes' : 'unknown';
}

/**
 * Adds the facts that the declared countries settle.
 * @throws TariffError `contradiction` where a fact was declared otherwise.
 */
export function withMetalFacts(entry: Entry, table: Readonly<Record<string, Fact>>): Entry {
  const { made } = entry;
  if (!made) return entry;
  const facts = { ...entry.facts };
  for (const [name, { by }] of Object.entries(table)) {
    const truth = by ? metalTruth(by, made) : 'unknown';
    if (truth === 'unknown') continue;
    if (facts[name] !== undefined && facts[name] !== (truth === 'yes'))
      throw incorrect(
        'contradiction',
        `the fact ${name}=${facts[name] ? 'yes' : 'no'} contradicts the countries in which the metal was made`,
        'Declare one of them.',
      );
    facts[name] = truth === 'yes';
  }
  return { ...entry, facts };
}
