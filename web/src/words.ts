// Numbers, days and names as people of the page's locale read them.

const locale = undefined;
const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' });
const round = new Intl.NumberFormat(locale, {
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumFractionDigits: 1,
});
const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
const tenth = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const count = new Intl.NumberFormat(locale);
const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const regions = new Intl.DisplayNames(locale, { type: 'region' });

export const dollars = (amount: string | number): string => money.format(Number(amount));
/** `$3.3M`, for headings; the exact figure stands elsewhere. */
export const roundDollars = (amount: string | number): string => round.format(Number(amount));
export const percent = (fraction: number): string => rate.format(fraction);
export const roundPercent = (fraction: number): string => tenth.format(fraction);
export const whole = (amount: number): string => count.format(amount);

const isDay = (iso: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(iso);
const written = (iso: string, format: Intl.DateTimeFormat): string =>
  isDay(iso) ? format.format(new Date(`${iso}T00:00:00Z`)) : iso;
export const day = (iso: string): string => written(iso, long);
export const shortDay = (iso: string): string => written(iso, short);

/** `2025-08-12T00:01 America/New_York` as `Aug 12, 2025, 00:01 New York`. */
export function moment(text: string): string {
  const [, date, time, place] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?: (?:.*\/)?(.+))?$/.exec(text) ?? [];
  if (!date) return isDay(text) ? shortDay(text) : text;
  return `${shortDay(date)}, ${time}${place ? ` ${place.replaceAll('_', ' ')}` : ''}`;
}

interface Span<T> {
  readonly low: T;
  readonly high: T;
}

export const dollarSpan = ({ low, high }: Span<string>): string =>
  low === high ? dollars(low) : `${dollars(low)} – ${dollars(high)}`;
export const roundSpan = ({ low, high }: Span<string>): string =>
  low === high ? roundDollars(high) : `${roundDollars(low)} – ${roundDollars(high)}`;
export const rateSpan = ({ low, high }: Span<number>): string =>
  low === high ? percent(low) : `${percent(low)} – ${percent(high)}`;

/** A country by its code, `EU` too; a code that nobody knows stays a code. */
export function country(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Origins shown first: the largest partners of 2024, and China's three customs territories. */
export const PARTNERS: readonly string[] = [
  'CN',
  'HK',
  'MX',
  'CA',
  'DE',
  'JP',
  'VN',
  'KR',
  'TW',
  'IN',
  'GB',
  'CH',
  'TH',
  'MY',
  'BR',
];

/** Goods of the European Union are asked about through one of its members. */
export const partner = (code: string): string => (code === 'DE' ? `EU (${country('DE')})` : country(code));

const OUTCOMES: Readonly<Record<string, string>> = { before: 'before', lapse: 'nobody acts', law: 'the law' };

/** An outcome as charts and tables call it. */
export const outcomeName = (id: string): string => OUTCOMES[id] ?? id.replaceAll('-', ' ');
