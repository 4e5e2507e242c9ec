// What the rules about rates share: matching a number that a text gives, and saying it back in words.

import type { Agreement } from '../record/model.ts';
import type { Claim } from './model.ts';
import type { Oracle } from './oracle.ts';
import { nameOf, near, plain } from './verdict.ts';

export const promised = (agreement: Agreement): number | undefined => {
  const number = /(\d+(?:\.\d+)?)%/.exec(agreement.rate ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
};

export const agreementsWith = (oracle: Oracle, partner: string, on: string): readonly Agreement[] =>
  oracle.record.agreements.filter(
    (one) => (one.partner === partner || one.with.includes(partner)) && one.status[0]!.on <= on,
  );

/** Whether the engine's points are those of the text; of `up to 100 percent` the highest must be reached. */
export const matches = (claim: Claim, points: number): boolean => {
  const { rate = Number.NaN, rateHigh } = claim.slots;
  if (rateHigh !== undefined) return points >= rate - 0.05 && points <= rateHigh + 0.05;
  return near(points, rate);
};

/** What an agreement's status means, as a sentence begins. */
const STATES: Readonly<Record<string, string>> = {
  announced: 'It was announced',
  signed: 'It was signed',
  'in-law': 'It became law',
  'in-part': 'It was in law in part',
  replaced: 'It was replaced',
  lapsed: 'It lapsed',
};

export const stateOf = (is: string): string => STATES[is] ?? `It was ${is}`;

export const goodsOf = (partner: string): string => `goods of ${nameOf(partner)}`;

export const said = ({ slots: { rate = 0, rateHigh, bound } }: Claim): string =>
  `${bound === 'up-to' ? 'up to ' : ''}${plain(rate)}${rateHigh === undefined ? '' : ` to ${plain(rateHigh)}`}`;
