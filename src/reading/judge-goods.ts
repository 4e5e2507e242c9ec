// Verdicts on export controls and on dependence.

import type { MineralRow } from '../record/model.ts';
import { GOODS } from './lexicon.ts';
import type { Claim, Judgement, Reference } from './model.ts';
import type { ControlAnswer } from './oracle.ts';
import { entry, gap, type Judge, judge, nameOf, plain, type Setting, unsettled } from './verdict.ts';

const controlReference = ({ id, instrument, url }: ControlAnswer): Reference => ({
  is: 'control',
  id,
  cite: instrument,
  ...(url === undefined ? {} : { url }),
});

/** States in the order in which they answer the text: what it says is held back, what it says is to come. */
const orderFor = (topics: readonly string[]): readonly ControlAnswer['state'][] => [
  ...(topics.includes('held') ? (['suspended'] as const) : []),
  'in-force',
  ...(topics.includes('coming') ? (['not-yet'] as const) : []),
  'suspended',
];

/** A promise to hold controls back or to give general licences, made before the law of the promiser followed. */
function promised(
  claim: Claim,
  { oracle, on }: Setting,
  exporters: readonly string[],
): Judgement | undefined {
  const topics = claim.slots.topics ?? [];
  const word = topics.includes('general licence')
    ? /licen[cs]e/i
    : topics.includes('held')
      ? /hold back|controls/i
      : undefined;
  if (!word) return undefined;
  const found = oracle.record.undertakings.find(
    (one) => exporters.includes(one.by) && one.made <= on && gap(one.made, on) <= 400 && word.test(one.title),
  );
  if (!found) return undefined;
  const kept = found.kept.filter((one) => one.on <= on).at(-1);
  return judge(
    'supported',
    `Promised by ${nameOf(found.by)} on ${found.made}: ${found.title}${kept ? `. Of its keeping, ${kept.on}: ${kept.finding}` : ''}`,
    [entry(oracle, 'agreement', { id: found.in, sources: found.sources })],
  );
}

function controlFound(best: ControlAnswer, topics: readonly string[], on: string): Judgement {
  const against = [controlReference(best)];
  const licence = best.licence === 'general' ? ', with general licences' : '';
  if (best.state === 'in-force')
    return judge('supported', `In force on ${on}${licence}: ${best.title} (${best.instrument}).`, against);
  if (best.state === 'not-yet')
    return judge(
      'supported',
      `Announced, and to begin on ${best.from}: ${best.title} (${best.instrument}).`,
      against,
    );
  return judge(
    topics.includes('held') ? 'supported' : 'supported-with-difference',
    `Suspended on ${on}${best.until === undefined ? '' : ` until ${best.until}`}: ${best.title} (${best.instrument}).`,
    against,
  );
}

export const judgeControl: Judge = (claim, setting) => {
  const { oracle, on } = setting;
  if (claim.mood === 'possible') return unsettled(claim)!;
  const { goods, importer, partner, topics = [] } = claim.slots;
  const exporters = importer === undefined ? ['US', ...(partner === undefined ? [] : [partner])] : [importer];
  const found = exporters.flatMap((exporter) => oracle.controls(exporter, goods ?? topics[0] ?? '', on));
  const order = orderFor(topics);
  const best = order
    .map((state) => found.find((one) => one.state === state))
    .find((one) => one !== undefined);
  const promise =
    best === undefined || best.state === 'in-force' ? promised(claim, setting, exporters) : undefined;
  if (promise && best?.licence !== 'general') return promise;
  return best
    ? controlFound(best, topics, on)
    : judge('not-in-record', `The record holds no such control on ${on}.`);
};

const STAGES = /share$/;

const STATISTICS: Readonly<Record<string, string>> = {
  'leading-producer-share': 'of world production',
  'import-source': 'of what the United States imports',
  'separation-refining-share': 'of the world’s refining',
  'permanent-magnets-share': 'of the world’s permanent magnets',
  'magnet-mining-share': 'of the mining of magnet rare earths',
  'magnet-refining-share': 'of the refining of magnet rare earths',
};

/** `69 % of world production of rare earths in 2025 (MCS 2026)`. */
const figure = (row: MineralRow): string =>
  `${row.comparator}${row.value} % ${STATISTICS[row.statistic] ?? row.statistic.replaceAll('-', ' ')} of ${row.mineral.toLowerCase()} in ${row.year} (${row.vintage})`.replace(
    'imports of',
    'imports in',
  );

export const judgeDependence: Judge = (claim, { oracle }) => {
  const { goods = '', partner = 'CN', share } = claim.slots;
  const mineral = GOODS[goods]?.mineral;
  if (mineral === undefined) return judge('not-checkable', 'The record has figures for minerals only.');
  const rows = oracle.record.minerals.filter(
    (row) =>
      row.mineral.startsWith(mineral) &&
      row.country === partner &&
      (STAGES.test(row.statistic) || row.statistic === 'import-source'),
  );
  if (rows.length === 0)
    return judge(
      'not-in-record',
      `The record has no share of ${nameOf(partner)} in ${mineral.toLowerCase()}.`,
    );
  const order = (row: MineralRow) =>
    row.statistic === 'leading-producer-share' ? 0 : row.statistic === 'import-source' ? 2 : 1;
  rows.sort((a, b) => order(a) - order(b));
  const source = (row: MineralRow) =>
    entry(oracle, 'mineral', { id: `${row.mineral}, ${row.statistic}`, sources: [row.source] });
  if (share === undefined) {
    const lead = rows.find((row) => STAGES.test(row.statistic) && Number(row.value) >= 50);
    const top = lead ?? rows[0]!;
    if (claim.mood === 'negated')
      return judge('not-in-record', `Said not to be so; ${figure(top)}.`, [source(top)]);
    return lead
      ? judge('supported', `${nameOf(partner)} has ${figure(lead)}.`, [source(lead)])
      : judge(
          'supported-with-difference',
          `The largest share of ${nameOf(partner)} in the record is ${figure(top)}.`,
          [source(top)],
        );
  }
  const imports =
    claim.slots.topics?.includes('imports') === true
      ? rows.filter(({ statistic }) => statistic === 'import-source')
      : [];
  const nearest = (imports.length > 0 ? imports : rows).reduce((best, row) =>
    Math.abs(Number(row.value) - share) < Math.abs(Number(best.value) - share) ? row : best,
  );
  const off = Math.abs(Number(nearest.value) - share);
  if (off <= 3) return judge('supported', `${nameOf(partner)} has ${figure(nearest)}.`, [source(nearest)]);
  return judge(
    off <= 20 ? 'supported-with-difference' : 'not-in-record',
    `The nearest published figure is ${figure(nearest)}, not ${plain(share)}.`,
    [source(nearest)],
  );
};
