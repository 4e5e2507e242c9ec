// Matching a user's columns to ours, and writing their cells as the engine reads them: codes, countries, money, days.

import codes from 'i18n-iso-countries/codes.json';
import { COUNTRIES } from '../../../src/core/country.ts';

export interface Target {
  readonly name: string;
  readonly label: string;
  readonly needed?: boolean;
  /** Headers by which people call it, in lower case without signs. */
  readonly called: readonly string[];
}

export const TARGETS: readonly Target[] = [
  {
    name: 'code',
    label: 'Tariff code',
    needed: true,
    called: [
      'code',
      'hts',
      'htscode',
      'htsno',
      'htsnumber',
      'htsus',
      'hscode',
      'hs',
      'tariff',
      'tariffcode',
      'tariffnumber',
      'tariffno',
      'commoditycode',
      'classification',
      'hts10',
      'hts8',
    ],
  },
  {
    name: 'from',
    label: 'Country of origin',
    needed: true,
    called: [
      'from',
      'origin',
      'countryoforigin',
      'coo',
      'origincountry',
      'country',
      'countrycode',
      'ctryorigin',
    ],
  },
  {
    name: 'value',
    label: 'Customs value in dollars',
    needed: true,
    called: [
      'value',
      'customsvalue',
      'enteredvalue',
      'valueusd',
      'customsvalueusd',
      'enteredvalueusd',
      'amount',
      'invoicevalue',
      'totalvalue',
      'linevalue',
      'usd',
    ],
  },
  {
    name: 'on',
    label: 'Day of entry',
    called: [
      'on',
      'entrydate',
      'dateofentry',
      'date',
      'importdate',
      'entered',
      'arrival',
      'arrivaldate',
      'eta',
    ],
  },
  {
    name: 'product',
    label: 'Your name for it',
    called: [
      'product',
      'name',
      'description',
      'item',
      'sku',
      'part',
      'partnumber',
      'goods',
      'productname',
      'itemdescription',
      'style',
    ],
  },
  {
    name: 'quantity.kg',
    label: 'Weight in kg',
    called: ['quantitykg', 'kg', 'weight', 'weightkg', 'netweight', 'netweightkg', 'netkg', 'grossweight'],
  },
  {
    name: 'mode',
    label: 'Carried by',
    called: ['mode', 'modeoftransport', 'transportmode', 'mot', 'transport'],
  },
  {
    name: 'loaded',
    label: 'Loaded on',
    called: ['loaded', 'loadingdate', 'exportdate', 'sailingdate', 'etd', 'dateofexport'],
  },
  {
    name: 'metals.steel',
    label: 'Steel share',
    called: ['metalssteel', 'steel', 'steelshare', 'steelcontent'],
  },
  {
    name: 'metals.aluminum',
    label: 'Aluminum share',
    called: ['metalsaluminum', 'aluminum', 'aluminium', 'aluminumshare', 'aluminumcontent'],
  },
  {
    name: 'metals.copper',
    label: 'Copper share',
    called: ['metalscopper', 'copper', 'coppershare', 'coppercontent'],
  },
  { name: 'usContent', label: 'US content share', called: ['uscontent', 'uscontentshare'] },
  {
    name: 'claims',
    label: 'Claims',
    called: ['claims', 'spi', 'preference', 'preferenceclaimed', 'fta', 'program'],
  },
];

/** Ours by theirs; theirs that match nothing are left out. */
export type Matching = Readonly<Record<string, string>>;

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');
const OURS = /^(quantity|facts|metals)\.[\w:/-]+$/;

/** A first guess from the headers; the user can change it. */
export function guess(headers: readonly string[]): Matching {
  const taken = new Set<string>();
  const found: Record<string, string> = {};
  for (const { name, called } of TARGETS) {
    const own = headers.find((header) => header === name && !taken.has(header));
    const match =
      own ??
      called
        .map((word) => headers.find((header) => plain(header) === word && !taken.has(header)))
        .find((one) => one !== undefined);
    if (match === undefined) continue;
    taken.add(match);
    found[name] = match;
  }
  for (const header of headers) if (OURS.test(header) && !taken.has(header)) found[header] = header;
  return found;
}

export const missing = (matching: Matching): readonly Target[] =>
  TARGETS.filter(({ name, needed }) => needed && !matching[name]);

export type DateOrder = 'mdy' | 'dmy';

const names = new Map<string, string>();

/** Countries by English name, three letters or two. */
function countryCode(text: string): string {
  if (names.size === 0) {
    const english = new Intl.DisplayNames('en', { type: 'region' });
    for (const code of COUNTRIES) names.set((english.of(code) ?? code).toLowerCase(), code);
    for (const [two, three] of codes as unknown as string[][]) names.set(three!.toLowerCase(), two!);
    for (const [name, code] of [
      ['south korea', 'KR'],
      ['korea', 'KR'],
      ['republic of korea', 'KR'],
      ['viet nam', 'VN'],
      ['usa', 'US'],
      ['uk', 'GB'],
      ['england', 'GB'],
      ['hong kong', 'HK'],
      ['macau', 'MO'],
      ['macao', 'MO'],
      ['czech republic', 'CZ'],
      ['turkey', 'TR'],
      ['people’s republic of china', 'CN'],
      ["people's republic of china", 'CN'],
      ['prc', 'CN'],
      ['burma', 'MM'],
      ['ivory coast', 'CI'],
    ] as const)
      names.set(name, code);
  }
  const trimmed = text.trim();
  return names.get(trimmed.toLowerCase()) ?? (trimmed.length === 2 ? trimmed.toUpperCase() : trimmed);
}

/** Digits and dots; a zero that a spreadsheet dropped in front is put back (codes have 6, 8 or 10 digits). */
function codeText(text: string): string {
  const kept = text.trim().replace(/[\s-]/g, '');
  const digits = kept.replaceAll('.', '');
  return /^\d+$/.test(digits) && digits.length % 2 === 1 && digits.length >= 7 ? `0${digits}` : kept;
}

/** `$1,234.50`, `1.234,50 €`, `1 234.50` as `1234.50`; what is no amount stays as it is and is refused later. */
function amountText(text: string): string {
  const kept = text.replace(/[$€£¥\s  ']|USD|EUR/g, '');
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(kept)) return kept.replaceAll(',', '');
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(kept)) return kept.replaceAll('.', '').replace(',', '.');
  return /^\d+,\d{1,2}$/.test(kept) ? kept.replace(',', '.') : kept;
}

const two = (text: string): string => text.padStart(2, '0');

function dayText(text: string, order: DateOrder): string {
  const kept = text.trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(kept);
  if (compact) return `${compact[1]}-${compact[2]}-${compact[3]}`;
  const parts = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(kept);
  if (parts) {
    const [, first = '', second = '', year = ''] = parts;
    return order === 'mdy' ? `${year}-${two(first)}-${two(second)}` : `${year}-${two(second)}-${two(first)}`;
  }
  return /^\d{4}-\d{2}-\d{2}[T ]/.test(kept) ? kept.slice(0, 10) : kept;
}

/** A cell of a column of ours as the engine reads it. */
export function cellFor(name: string, text: string, order: DateOrder): string {
  if (name === 'code') return codeText(text);
  if (name === 'from') return countryCode(text);
  if (name === 'value' || name.startsWith('quantity.')) return amountText(text);
  if (name === 'on' || name === 'loaded') return dayText(text, order);
  if (name === 'mode')
    return text
      .trim()
      .toLowerCase()
      .replace(/^(ocean|sea)$/, 'vessel')
      .replace(/^road$/, 'truck');
  return text.trim();
}

/** Whether days are written with the month first, when some day tells; undefined when none does. */
export function dateOrder(cells: readonly string[]): DateOrder | undefined {
  const pairs = cells.flatMap((cell) => {
    const parts = /^\s*(\d{1,2})[/.](\d{1,2})[/.]\d{4}\s*$/.exec(cell);
    return parts ? [[Number(parts[1]), Number(parts[2])] as const] : [];
  });
  if (pairs.some(([first]) => first > 12)) return 'dmy';
  return pairs.some(([, second]) => second > 12) ? 'mdy' : undefined;
}
