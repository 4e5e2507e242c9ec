// Which release of the schedule a file is: from its name, or from what the user says.

import { type Day, dayOf } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import type { ReleaseSpan, ReleaseTable } from '../law/release.ts';

export interface Release extends ReleaseSpan {
  /** `2025HTSRev14`, `2025HTSBasic`; a release that has no number: `2024-07`. */
  readonly id: string;
  /** `HTS 2025 revision 14`. */
  readonly title: string;
}

/** The same release as its files and the official list name it. */
const NAMES: readonly RegExp[] = [
  /(?<year>20\d\d)\s?HTS\s?(?:Rev(?:ision)?\s?(?<number>\d+(?:\.\d)?)|Basic)/i,
  /(?<year>20\d\d)[\s_]+(?:rev(?:ision)?)[\s_]+(?:basic_)?(?<number>\d+(?:_\d(?!\d))?)/i,
  /(?<year>20\d\d)[\s_]+basic/i,
];
const MONTH = /(?<year>20\d\d)-(?<month>\d\d)(?!\d)/;

const monthRelease = (year: number, month: number): Release => ({
  id: `${year}-${String(month).padStart(2, '0')}`,
  title: `HTS of ${year}-${String(month).padStart(2, '0')}`,
  from: dayOf({ year, month, day: 1 }),
  through:
    (month === 12 ? dayOf({ year: year + 1, month: 1, day: 1 }) : dayOf({ year, month: month + 1, day: 1 })) -
    1,
});

const yearOf = (year: number): ReleaseSpan => ({
  from: dayOf({ year, month: 1, day: 1 }),
  through: dayOf({ year, month: 12, day: 31 }),
});

/** The id of the release that a name speaks of, if any. */
export function releaseId(name: string): string | undefined {
  for (const pattern of NAMES) {
    const found = pattern.exec(name)?.groups;
    if (!found) continue;
    const { year, number } = found;
    return number === undefined ? `${year}HTSBasic` : `${year}HTSRev${number.replace('_', '.')}`;
  }
  return undefined;
}

function titleOf(id: string): string {
  const match = /^(\d{4})HTS(?:Rev(.+)|Basic)$/.exec(id);
  if (!match) return `HTS ${id}`;
  return match[2] === undefined ? `HTS ${match[1]} basic edition` : `HTS ${match[1]} revision ${match[2]}`;
}

/**
 * The release of a file, dated by `published` when the user says so, else by the table, else as some day of its year.
 * @throws TariffError `unknown-release` when neither the name nor the user says which release it is.
 */
export function releaseOf(name: string, table: ReleaseTable, published?: Day): Release {
  const told = published === undefined ? undefined : { from: published, through: published };
  const id = releaseId(name);
  if (id !== undefined)
    return { id, title: titleOf(id), ...(told ?? table.releases[id] ?? yearOf(Number(id.slice(0, 4)))) };
  const month = MONTH.exec(name)?.groups;
  if (month && Number(month.month) >= 1 && Number(month.month) <= 12)
    return { ...monthRelease(Number(month.year), Number(month.month)), ...told };
  throw incorrect(
    'unknown-release',
    `"${name}" does not say which release of the schedule it is`,
    'Name it, for example --release 2025HTSRev14, and --published 2025-06-06 for one that is not listed.',
  );
}
