// Verdicts on export controls and on dependence.

import type { MineralRow } from '../record/model.ts';
import { GOODS } from './lexicon.ts';
import type { Reference } from './model.ts';
import { entry, type Judge, judge, nameOf, plain, unsettled } from './verdict.ts';

export const judgeControl: Judge = (claim, { oracle, on }) => {
  if (claim.mood === 'possible') return unsettled(claim)!;
  const { goods, importer, partner } = claim.slots;
  const exporters = importer === undefined ? ['US', ...(partner === undefined ? [] : [partner])] : [importer];
  const found = exporters.flatMap((exporter) =>
    oracle.controls(exporter, goods ?? claim.slots.topics?.[0] ?? '', on),
  );
  const best =
    found.find(({ state }) => state === 'in-force') ?? found.find(({ state }) => state === 'suspended');
  if (!best) return judge('not-in-record', `The record holds no such control on ${on}.`);
  const against: Reference[] = [{ is: 'control', id: best.id, cite: best.instrument }];
  return best.state === 'in-force'
    ? judge('supported', `In force on ${on}: ${best.title} (${best.instrument}).`, against)
    : judge(
        'supported-with-difference',
        `${best.title} is suspended on ${on}${best.until === undefined ? '' : ` until ${best.until}`}.`,
        against,
      );
};

const STAGES = /share$/;

const figure = (row: MineralRow): string =>
  `${row.statistic.replaceAll('-', ' ')} ${row.comparator}${row.value} ${row.unit} (${row.year}, ${row.vintage})`;

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
      ? judge('supported', `${nameOf(partner)}: ${figure(lead)}.`, [source(lead)])
      : judge('supported-with-difference', `The largest share in the record is ${figure(top)}.`, [
          source(top),
        ]);
  }
  const nearest = rows.reduce((best, row) =>
    Math.abs(Number(row.value) - share) < Math.abs(Number(best.value) - share) ? row : best,
  );
  const off = Math.abs(Number(nearest.value) - share);
  if (off <= 3) return judge('supported', `${nameOf(partner)}: ${figure(nearest)}.`, [source(nearest)]);
  return judge(
    off <= 20 ? 'supported-with-difference' : 'not-in-record',
    `The nearest published figure is ${figure(nearest)}, not ${plain(share)}.`,
    [source(nearest)],
  );
};
