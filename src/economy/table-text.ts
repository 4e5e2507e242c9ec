// Tables as text: one CSV whose first column says what a line is. The shipped table and a user's own have the same form.
import { incorrect } from '../core/errors.ts';
import { cell, checkTable, type Table } from './table.ts';

const KINDS = ['source', 'sigma', 'gdp', 'flow'];

interface Draft {
  readonly sources: string[];
  readonly sigma: Map<string, number>;
  readonly gdp: Map<string, number>;
  readonly regions: Set<string>;
  readonly flows: {
    sector: string;
    exporter: string;
    importer: string;
    trade: number;
    tariff: number;
    line: number;
  }[];
}

/**
 * Reads a table. Lines: `source,TEXT` · `sigma,SECTOR,VALUE` · `gdp,REGION,VALUE` (optional, for all regions or none) ·
 * `flow,SECTOR,EXPORTER,IMPORTER,VALUE,TARIFF` with the tariff as a fraction. Missing flows are zero; lines that
 * start with # are left out. Throws `incorrect` with the line number, and as `checkTable` does.
 */
export function parseTable(text: string): Table {
  const draft: Draft = { sources: [], sigma: new Map(), gdp: new Map(), regions: new Set(), flows: [] };
  text.split(/\r?\n/).forEach((line, k) => {
    if (line.trim() !== '' && !line.startsWith('#')) readLine(draft, line, k + 1);
  });
  return checkTable(assemble(draft));
}

function readLine(draft: Draft, line: string, at: number): void {
  const [kind = '', ...fields] = line.split(',').map((field) => field.trim());
  if (kind === 'source') draft.sources.push(line.slice(line.indexOf(',') + 1).trim());
  else if (kind === 'sigma') setOnce(draft.sigma, fields, at);
  else if (kind === 'gdp') setOnce(draft.gdp, fields, at);
  else if (kind === 'flow') draft.flows.push(readFlow(fields, at));
  else throw malformed(at, `it begins with "${kind}"`, `A line begins with one of: ${KINDS.join(', ')}.`);
}

function setOnce(map: Map<string, number>, fields: readonly string[], at: number): void {
  const [name, value, ...rest] = fields;
  if (!name || !value || rest.length > 0)
    throw malformed(at, `it has ${fields.length + 1} fields`, 'Write the kind, a name and a number.');
  if (map.has(name)) throw malformed(at, `${name} was given before`, 'Give each value once.');
  map.set(name, readNumber(value, at));
}

function readFlow(fields: readonly string[], at: number): Draft['flows'][number] {
  const [sector, exporter, importer, trade, tariff, ...rest] = fields;
  if (!sector || !exporter || !importer || !trade || rest.length > 0)
    throw malformed(
      at,
      `it has ${fields.length + 1} fields`,
      'Write flow,SECTOR,EXPORTER,IMPORTER,VALUE,TARIFF.',
    );
  return {
    sector,
    exporter,
    importer,
    trade: readNumber(trade, at),
    tariff: tariff ? readNumber(tariff, at) : 0,
    line: at,
  };
}

function readNumber(text: string, at: number): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw malformed(
    at,
    `"${text}" is not a number`,
    'Write numbers with a decimal point and without separators.',
  );
}

const malformed = (line: number, what: string, hint: string) =>
  incorrect('economy/table-text', `Line ${line} of the table cannot be read: ${what}.`, hint);

function assemble({ sources, sigma, gdp, flows }: Draft): Table {
  const sectors = [...sigma.keys()];
  const regions = [...new Set(flows.flatMap(({ exporter, importer }) => [exporter, importer]))];
  const sectorAt = new Map(sectors.map((name, k) => [name, k]));
  const regionAt = new Map(regions.map((name, k) => [name, k]));
  const n = regions.length;
  const trade = new Float64Array(sectors.length * n * n);
  const tariff = new Float64Array(trade.length);
  const seen = new Uint8Array(trade.length);
  for (const flow of flows) {
    const s = sectorAt.get(flow.sector);
    if (s === undefined)
      throw malformed(flow.line, `sector ${flow.sector} has no sigma line`, 'Give sigma,SECTOR,VALUE.');
    const c = cell(n, s, regionAt.get(flow.exporter)!, regionAt.get(flow.importer)!);
    if (seen[c]) throw malformed(flow.line, 'this flow was given before', 'Give each flow once.');
    seen[c] = 1;
    trade[c] = flow.trade;
    tariff[c] = flow.tariff;
  }
  return {
    regions,
    sectors,
    trade,
    tariff,
    sigma: Float64Array.from(sigma.values()),
    ...(gdp.size > 0 ? { gdp: gdpOf(regions, gdp) } : {}),
    ...(sources.length > 0 ? { source: sources.join(' ') } : {}),
  };
}

function gdpOf(regions: readonly string[], gdp: ReadonlyMap<string, number>): Float64Array {
  return Float64Array.from(regions, (region) => {
    const value = gdp.get(region);
    if (value !== undefined) return value;
    throw incorrect(
      'economy/gdp',
      `The table gives GDP for ${gdp.size} regions but not for ${region}.`,
      'Give gdp,REGION,VALUE for every region, or for none.',
    );
  });
}

/** Writes a table in the form `parseTable` reads: trade to 5 significant digits, tariffs to 4 decimals. */
export function writeTable({ regions, sectors, trade, tariff, sigma, gdp, source }: Table): string {
  const n = regions.length;
  const lines = source ? [`source,${source}`] : [];
  lines.push(...sectors.map((name, s) => `sigma,${name},${Number(sigma[s]!.toFixed(4))}`));
  if (gdp) lines.push(...regions.map((name, j) => `gdp,${name},${Math.round(gdp[j]!)}`));
  trade.forEach((value, c) => {
    if (value === 0) return;
    const j = c % n;
    const i = ((c - j) / n) % n;
    const t = Number(tariff[c]!.toFixed(4));
    const flow = `flow,${sectors[Math.floor(c / n / n)]},${regions[i]},${regions[j]}`;
    lines.push(`${flow},${Number(value.toPrecision(5))}${t === 0 ? '' : `,${t}`}`);
  });
  return `${lines.join('\n')}\n`;
}
