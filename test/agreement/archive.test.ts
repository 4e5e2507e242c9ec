// Chapter 99 of every archived release of 2018 to 2026 against the law as it stood on the day of the release.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verificationFigures } from '../../scripts/verification-figures.ts';
import { knownDifferencesOf } from '../../src/law/known-differences.ts';
import { lawFiles } from '../../src/store/law-files.ts';
import { type DatedReport, reportOf, settingOf, storedReleases } from '../support/archives.ts';
import { embeddedPack, ROOT } from '../support/embedded.ts';

const HTS = join(process.env.ROSENBAD_SHARED ?? join(ROOT, '..', 'shared'), 'data', 'hts');
const present = existsSync(HTS);

it('CI has the archives', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('every heading with a duty effect', () => {
  const setting = settingOf(embeddedPack(), ROOT);
  const stored = storedReleases(HTS, embeddedPack());
  const made = new Map<string, DatedReport>();
  const report = (name: string): DatedReport => {
    const known = made.get(name) ?? reportOf(stored.find((one) => one.name === name)!, setting);
    made.set(name, known);
    return known;
  };
  const names = stored.map(({ name }) => name);

  it('44 releases of 2025 and 2026 and 15 before them are at hand', () => {
    expect(new Set(names).size).toBe(59);
  });

  it.each(names)('of %s is in the law with its rate, countries and days, or explained', (name) => {
    const open = report(name).headings.filter(
      ({ verdict, explained }) => verdict !== 'matched' && !explained,
    );
    expect(open).toEqual([]);
  });

  it('of 2025 revision 20: at least 160 are in force with that effect', () => {
    expect(report('2025 20').counts.matched).toBeGreaterThanOrEqual(160);
  });

  it('every known difference is met in at least one release', () => {
    const met = new Set(
      names.flatMap((name) => report(name).headings.map(({ explained }) => explained?.reason)),
    );
    const idle = knownDifferencesOf(lawFiles(ROOT)).filter(({ reason }) => !met.has(reason));
    expect(idle).toEqual([]);
  });

  it('docs/verification.md has the figures of today', () => {
    const page = readFileSync(join(ROOT, 'docs', 'verification.md'), 'utf8');
    expect(page).toContain(verificationFigures(names.map(report)));
  });
});
