// Instruments that the user has reviewed and accepted: part of the law on this machine. Light, for every command loads it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instrument } from '../law/instrument.ts';
import type { Pack } from '../law/pack.ts';
import { dataFolder } from './schedule-folder.ts';

export const COMPILED = 'accepted.json';

/** The accepted instruments as they were folded, and the shipped law they were checked against. */
export interface CompiledAcceptance {
  readonly base: string;
  readonly hash: string;
  readonly instruments: readonly Instrument[];
}

export const acceptedFolder = (): string => join(dataFolder(), 'watch', 'accepted');

/** The shipped law with what the user accepted; `stale` when that was checked against another law and so is left out. */
export function withAccepted(
  shipped: Pack,
  folder: string = acceptedFolder(),
): { readonly pack: Pack; readonly accepted: readonly string[]; readonly stale: boolean } {
  const path = join(folder, COMPILED);
  if (!existsSync(path)) return { pack: shipped, accepted: [], stale: false };
  const { base, hash, instruments } = JSON.parse(readFileSync(path, 'utf8')) as CompiledAcceptance;
  if (base !== shipped.hash) return { pack: shipped, accepted: [], stale: true };
  return {
    pack: { ...shipped, hash, instruments: [...shipped.instruments, ...instruments] },
    accepted: instruments.map(({ id }) => id),
    stale: false,
  };
}
