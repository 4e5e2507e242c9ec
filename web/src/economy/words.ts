// How the economy's figures are written: regions by name, money in millions and billions, bands.

import { country } from '../words.ts';

export const regionName = (region: string): string =>
  region === 'ROW' ? 'Rest of the world' : country(region);

interface Written {
  readonly central: number | string;
  readonly low: number | string;
  readonly high: number | string;
}

const plain = (value: number, digits: number): string =>
  (Number(value.toFixed(digits)) || 0).toLocaleString(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** `-0.040 (-0.043 to -0.037)`, each figure times `by`; one figure where the band shows none. */
export function band({ central, low, high }: Written, by: number, digits: number): string {
  const [middle, least, most] = [central, low, high].map((one) => plain(Number(one) * by, digits));
  return least === most ? middle! : `${middle} (${least} to ${most})`;
}

export const billions = (dollars: string): string => plain(Number(dollars) / 1e9, 1);
export const millions = (dollars: string | number): string => plain(Number(dollars) / 1e6, 0);
