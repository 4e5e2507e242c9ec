// English names of countries, with the forms that the US tariff schedule uses.

import countries from 'i18n-iso-countries';
import { COUNTRIES, type Country } from '../core/country.ts';
import type { CountryNames } from '../law/printed-words.ts';

/** Names of the schedule that the library does not hold. */
const OWN: Readonly<Record<string, Country | 'EU'>> = {
  'european union': 'EU',
  turkey: 'TR',
  burma: 'MM',
  'falkland islands': 'FK',
  'north macedonia': 'MK',
  'democratic republic of the congo': 'CD',
  "côte d'ivoire": 'CI',
  'south korea': 'KR',
  macau: 'MO',
  brunei: 'BN',
  moldova: 'MD',
  syria: 'SY',
  taiwan: 'TW',
  laos: 'LA',
  vietnam: 'VN',
  russia: 'RU',
};

/** Every known name in lower case. */
export function countryNames(): CountryNames {
  const listed = COUNTRIES.flatMap((code) =>
    (countries.getName(code, 'en', { select: 'all' }) ?? []).map(
      (name) => [name.toLowerCase().replace(/^the /, '').replace(/’/g, "'"), code] as const,
    ),
  );
  return new Map<string, Country | 'EU'>([...listed, ...Object.entries(OWN)]);
}
