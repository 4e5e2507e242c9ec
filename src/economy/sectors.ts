// Which sector of the table a tariff code belongs to.
import { incorrect } from '../core/errors.ts';

/** Sector of a code of 2 to 10 digits (dots allowed), or undefined when no prefix fits. */
export type SectorOf = (code: string) => string | undefined;

/** Reads lines `PREFIX,SECTOR` (# begins a remark). The longest prefix of a code decides. */
export function parseSectors(text: string): SectorOf {
  const sectors = new Map<string, string>();
  text.split(/\r?\n/).forEach((line, k) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const [prefix = '', sector = ''] = line.split(',').map((field) => field.trim());
    if (!/^\d{2,10}$/.test(prefix) || sector === '')
      throw incorrect(
        'economy/sectors-text',
        `Line ${k + 1} of the list of sectors reads "${line}".`,
        'Write a prefix of 2 to 10 digits, a comma and a sector.',
      );
    sectors.set(prefix, sector);
  });
  return (code) => {
    const digits = code.replaceAll('.', '');
    for (let length = digits.length; length >= 2; length--) {
      const sector = sectors.get(digits.slice(0, length));
      if (sector !== undefined) return sector;
    }
    return undefined;
  };
}
