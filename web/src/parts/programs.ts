// Programs by their names and colours, and measures in words that a reader can follow.

import { questions } from '../ask.ts';
import { country } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^base$/, '--c8'],
  [/fentanyl/, '--c2'],
  [/^us\/reciprocal|cn\/reciprocal/, '--c3'],
  [/301-china/, '--c1'],
  [/232/, '--c5'],
  [/122/, '--c7'],
  [/301-fl/, '--c4'],
  [/338|301-brazil/, '--c6'],
];

export const colourOf = (program: string): string =>
  `var(${COLOURS.find(([pattern]) => pattern.test(program))?.[1] ?? '--c7'})`;

/** The label of a program, and of a measure by its longest program. */
export function useLabels(): (name: string) => string {
  const programs = core.use('about').answer?.programs ?? {};
  return (name) => {
    if (name === 'base') return 'Base duty';
    const found = Object.keys(programs)
      .filter((program) => name === program || name.startsWith(`${program}/`))
      .sort((a, b) => b.length - a.length)[0];
    return found === undefined ? name : programs[found]!.label;
  };
}

const MOST = 4;

/** `CN, HK, MO` as names; long lists by their number. */
export function originsInWords(text: string): string {
  if (text === '' || text === 'several') return '';
  const [scope = '', except = ''] = text.split(' except ');
  const names = (list: string) => {
    const all = list
      .split(', ')
      .map((one) => (one.startsWith('group:') ? groupName(one.slice(6)) : country(one)));
    return all.length > MOST
      ? `${all.slice(0, MOST - 1).join(', ')} and ${all.length - MOST + 1} more`
      : all.join(', ');
  };
  if (scope !== 'all') return names(scope);
  if (except === '' || except === 'US') return 'every origin';
  const others = except.split(', ').filter((one) => one !== 'US');
  return others.length > MOST
    ? `every origin but ${others.length}`
    : `every origin but ${names(others.join(', '))}`;
}

const groupName = (group: string): string => (group === 'eu' ? country('EU') : group.replace(/^us\//, ''));
