// What is asked about a shipment, read from text: elements, codes and chips as every shell takes them.

import { incorrect } from '../core/errors.ts';
import type { Shipment } from './controls-ask.ts';
import type { RecordPack } from './pack.ts';

/** `dy` as `Dy`. @throws TariffError `bad-element` */
export function elementOf(text: string): string {
  const symbol = `${text.slice(0, 1).toUpperCase()}${text.slice(1).toLowerCase()}`;
  if (/^[A-Z][a-z]?$/.test(symbol)) return symbol;
  throw incorrect(
    'bad-element',
    `"${text}" is not the symbol of an element`,
    'Write for example --element Dy.',
  );
}

/** At least four digits. @throws TariffError `bad-code` */
export function goodsCodeOf(text: string): string {
  if (/^\d[\d.]*$/.test(text) && text.replaceAll('.', '').length >= 4) return text;
  throw incorrect(
    'bad-code',
    `"${text}" is not a tariff code`,
    'Write at least 4 digits, for example 2805.30.',
  );
}

/** A chip by its name, or by its two figures. @throws TariffError `unknown-chip` */
export function chipOf({ talks }: RecordPack, text: string): NonNullable<Shipment['chip']> {
  const figures = /^(\d{1,9}),(\d{1,9})$/.exec(text);
  if (figures) return { performance: Number(figures[1]), bandwidth: Number(figures[2]) };
  const found = talks.chips.find(({ chip }) => chip.toLowerCase() === text.toLowerCase());
  if (found) return { performance: found.performance, bandwidth: found.bandwidth };
  throw incorrect(
    'unknown-chip',
    `the figures of the chip "${text}" are not in the record`,
    `Known: ${talks.chips.map(({ chip }) => chip).join(', ')}; or write performance and bandwidth, for example --chip 15832,4800.`,
  );
}

export interface ShipmentText {
  readonly from: string;
  readonly to: string;
  readonly code?: string;
  readonly elements?: readonly string[];
  readonly chip?: string;
}

/** A shipment from its texts; the parties are already checked. */
export const shipmentOf = (pack: RecordPack, { from, to, code, elements, chip }: ShipmentText): Shipment => ({
  from,
  to,
  ...(code === undefined ? {} : { code: goodsCodeOf(code) }),
  ...(elements === undefined ? {} : { elements: elements.map(elementOf) }),
  ...(chip === undefined ? {} : { chip: chipOf(pack, chip) }),
});
