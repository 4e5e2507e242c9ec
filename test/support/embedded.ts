// The project's own law, read from its files once for all tests of a file.

import { fileURLToPath } from 'node:url';
import { printDiagnostic } from '../../src/core/diagnostics.ts';
import type { Pack } from '../../src/law/pack.ts';
import { readLaw } from '../../src/law/read.ts';
import { type Law, openPack } from '../../src/law.ts';
import { hashOf, lawFiles } from '../../src/store/law-files.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let kept: Pack | undefined;

export function embeddedPack(): Pack {
  if (kept) return kept;
  const files = lawFiles(ROOT);
  const { pack, diagnostics } = readLaw(files, hashOf(files));
  if (!pack) throw new Error(diagnostics.map(printDiagnostic).join('\n'));
  kept = pack;
  return pack;
}

export const embeddedLaw = (): Law => openPack(embeddedPack());
