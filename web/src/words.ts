// Numbers and days as people of the page's locale read them.

const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const rate = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });
const long = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });

export const dollars = (amount: string): string => money.format(Number(amount));
export const percent = (fraction: number): string => rate.format(fraction);
export const day = (iso: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(iso) ? long.format(new Date(`${iso}T00:00:00Z`)) : iso;

interface Span<T> {
  readonly low: T;
  readonly high: T;
}

export const dollarSpan = ({ low, high }: Span<string>): string =>
  low === high ? dollars(low) : `${dollars(low)} – ${dollars(high)}`;
export const rateSpan = ({ low, high }: Span<number>): string =>
  low === high ? percent(low) : `${percent(low)} – ${percent(high)}`;

export const PARTNERS: Readonly<Record<string, string>> = {
  CN: 'China',
  HK: 'Hong Kong',
  MO: 'Macau',
  DE: 'EU (Germany)',
  JP: 'Japan',
  KR: 'Korea',
  VN: 'Vietnam',
  TW: 'Taiwan',
  MX: 'Mexico',
  CA: 'Canada',
  IN: 'India',
  GB: 'United Kingdom',
  CH: 'Switzerland',
  BR: 'Brazil',
};
