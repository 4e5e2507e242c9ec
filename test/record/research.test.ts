// Nothing of the research file is lost: every round, agreement, answer, control, dispute and mineral of it is in the record or the law.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readControls } from '../../src/record/controls-read.ts';
import type { TalksRecord } from '../../src/record/model.ts';
import { readRecord } from '../../src/record/read.ts';
import { controlFiles, instrumentIds, recordFiles } from './files.ts';

const PATH = join(process.env.ROSENBAD_SHARED ?? join('..', 'shared'), 'notes', 'talks.json');
const present = existsSync(PATH);

interface Noted {
  readonly id: string;
}
interface Research {
  readonly rounds: readonly (Noted & {
    readonly start: string;
    readonly city?: string;
    readonly heads: Readonly<Record<string, readonly string[]>>;
  })[];
  readonly agreements: readonly (Noted & { readonly partner: string; readonly announced: string })[];
  readonly countermeasures: readonly Noted[];
  readonly controls: readonly Noted[];
  readonly conflicts: readonly Noted[];
  readonly minerals: readonly Readonly<Record<string, unknown>>[];
}

const research: Research = present ? JSON.parse(readFileSync(PATH, 'utf8')) : {};
const record = readRecord(recordFiles()).record as TalksRecord;
const controls = new Set((readControls(controlFiles()).controls ?? []).map(({ control }) => control));
const laws = instrumentIds();

/** Where each answer and control stands: an instrument of the law, or a control. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'cn-2018-04-02': ['cn/sctc-notice-2018-13'],
  'cn-2018-07-06': ['cn/sctc-2018-5'],
  'cn-2018-08-23': ['cn/sctc-2018-7'],
  'cn-2018-09-24': ['cn/sctc-2018-8', 'cn/sctc-2019-3'],
  'cn-2019-09-01': ['cn/sctc-2019-4', 'cn/sctc-2020-1'],
  'cn-2025-no1': ['cn/sctc-2025-1'],
  'cn-2025-no2': ['cn/sctc-2025-2', 'cn/sctc-2025-9'],
  'cn-2025-no4': ['cn/sctc-2025-4', 'cn/sctc-2025-10'],
  'cn-2025-no5': ['cn/sctc-2025-5'],
  'cn-2025-no6': ['cn/sctc-2025-6'],
  'cn-2025-gacc': ['cn/import-soybean-registrations'],
  'cn-2026-02-review': ['mofcom-2026-02-24-review'],
  'cn-2025-uel-04': ['cn/unreliable-entities-april-2025'],
  'cn-2025-ecl-04': ['cn/export-control-entities-april-2025'],
  'cn-2025-uel-10-09': ['cn/unreliable-entities-october-2025'],
  'cn-2025-port-fee': ['cn/port-fee'],
  'us-2025-port-fee': ['us/port-fee'],
  'eu-2018-886': ['eu/reg-2018-886', 'eu/reg-2020-502', 'eu/reg-2023-2882'],
  'eu-2025-778': ['eu/reg-2025-778', 'eu/reg-2025-786', 'eu/reg-2025-1446'],
  'eu-2025-1564': ['eu/reg-2025-1564', 'eu/reg-2025-1727', 'eu/suspension-2026-02'],
  'ca-2025-03-04': ['ca/surtax-order-2025-1', 'ca/surtax-repeal-2025-09'],
  'ca-2025-03-13': ['ca/sor-2025-95'],
  'ca-2025-04-09-autos': ['ca/surtax-vehicles-2025'],
  'us-2026-s338-ca': ['us/proc-11046', 'us/proc-11047', 'us/proc-11048'],
  'us-h20-2025': ['us/chips-h20-tier'],
  'us-h200-2026': ['us/chips-h200-tier'],
  'us-affiliates-2025': ['us/affiliates-rule'],
  'us-eda-2025': ['us/design-software'],
  'us-ethane-2025': ['us/ethane'],
  'us-jet-2025': ['us/jet-engines'],
  'cn-2023-gage': ['cn/gallium-germanium'],
  'cn-2024-46': ['cn/us-military-users', 'cn/us-gallium-germanium-antimony', 'cn/us-graphite-review'],
  'cn-2025-10': ['cn/tungsten-group'],
  'cn-2025-18': ['cn/rare-earths-medium-heavy'],
  'cn-2025-1009': [
    'cn/superhard-2025',
    'cn/rare-earth-equipment',
    'cn/rare-earths-second',
    'cn/batteries-graphite-anode',
    'cn/overseas-rare-earth-items',
    'cn/rare-earth-technology',
  ],
};

const DISPUTES: Readonly<Record<string, string>> = {
  'fs-nov-silent-edit': 'fact-sheet-2025-11-01-edited',
  'dates-swapped': 'november-dates-swapped',
  'all-retaliatory-tariffs': 'all-retaliation',
  'de-facto-removal': 'controls-removed-in-fact',
  'beijing-2026': 'beijing-2026-cuts',
  'expiry-days': 'truce-ends',
  'base-gone': 'base-gone',
  'eu-sunset': 'eu-regulation-end',
};

const family = (name: string): string =>
  name
    .replace(/\(.*\)/, '')
    .trim()
    .split(' ')
    .at(-1)!;

it('CI has the research file', () => {
  expect(present || process.env.CI !== 'true').toBe(true);
});

describe.runIf(present)('the research file', () => {
  it('each of its 15 rounds is in the record, with every head of delegation', () => {
    const lost = research.rounds.flatMap(({ id, start, heads, city }) => {
      const own = record.rounds.find(
        ({ from, city: place }) =>
          from.startsWith(start.slice(0, start.length)) && (city ?? '') === (place ?? ''),
      );
      const people = own ? Object.values(own.heads).flat() : [];
      const names = people.map((one) => record.officials.find((official) => official.id === one)?.name ?? '');
      const missing = Object.values(heads)
        .flat()
        .filter((head) => !head.startsWith('deputy'))
        .filter((head) => !names.some((name) => family(name) === family(head)));
      return own && missing.length === 0 ? [] : [`${id} ${missing.join(', ')}`];
    });
    expect(lost).toEqual([]);
  });

  it('each of its 22 agreements is in the record, announced on the same day', () => {
    const lost = research.agreements.filter(
      ({ partner, announced }) =>
        !record.agreements.some(
          (one) => partner.startsWith(one.partner) && one.status.some(({ on }) => on === announced),
        ),
    );
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('each answer and control stands in the law, in the controls or as a statement', () => {
    const known = new Set([...laws, ...controls, ...record.statements.map(({ id }) => id)]);
    const asked = [...research.countermeasures, ...research.controls].map(({ id }) => id);
    expect(asked.filter((id) => PLACES[id] === undefined)).toEqual([]);
    expect(asked.flatMap((id) => PLACES[id] ?? []).filter((place) => !known.has(place))).toEqual([]);
  });

  it('each of its disputes is kept, both sides of it', () => {
    const kept = new Map(record.conflicts.map((one) => [one.id, one]));
    for (const { id } of research.conflicts) {
      const one = kept.get(DISPUTES[id] ?? '');
      expect(one, id).toBeDefined();
      expect(one!.sides.length + one!.versions.length, id).toBeGreaterThan(1);
    }
  });

  it('its import sources, world figures and reliances of 2025 are in the table of minerals', () => {
    const shares = research.minerals.filter((row) => row.record === 'importSource').length;
    const held = (statistic: string) => record.minerals.filter((row) => row.statistic === statistic);
    expect(held('import-source').length).toBeGreaterThanOrEqual(shares);
    const world = research.minerals.filter(
      (row) => row.record === 'rareEarthWorld' && row.stat === 'Production',
    );
    const mined = held('mine-production').filter(({ mineral }) => mineral === 'Rare earths');
    for (const row of world.filter(({ value }) => typeof value === 'number' && value > 0))
      expect(
        mined.some(({ year, value }) => year === String(row.year) && Number(value) === row.value),
        JSON.stringify(row),
      ).toBe(true);
  });
});

it('figures of one mineral and year are kept by edition: the first release and its correction', () => {
  const brazil = record.minerals.filter(
    ({ mineral, statistic, country }) =>
      mineral === 'Rare earths' && statistic === 'reserves' && country === 'BR',
  );
  expect(brazil.map(({ vintage, value }) => [vintage, value])).toEqual([
    ['MCS 2026', '21000000'],
    ['MCS 2026 v1.3', '11000000'],
  ]);
});
