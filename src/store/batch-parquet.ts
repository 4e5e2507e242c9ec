// Writes the answers of a block as a row group of a Parquet file.

import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { EntryInput } from '../assess/entry.ts';
import { parseDay } from '../core/day.ts';
import { incorrect } from '../core/errors.ts';
import { parseDecimal } from '../core/money.ts';
import { PLACES, type Sheet } from './batch-columns.ts';
import type { Chunk, Group } from './batch-footer.ts';
import {
  type NumberDictionary,
  numberDictionary,
  putDifferences,
  putLevels,
  putPlaces,
  type TextDictionary,
  textDictionary,
} from './batch-packing.ts';
import { type Answer, type Labelled, type Plan, type RowWriter, rateOf } from './batch-write.ts';
import { type Bytes, newBytes, reserve } from './bytes.ts';

/** Differences of larger numbers might not be exact. */
const MOST = 2 ** 52;

function putPage(
  to: Bytes,
  rows: number,
  encoding: 'PLAIN' | 'DELTA_BINARY_PACKED' | 'RLE_DICTIONARY',
  fill: (page: Bytes) => void,
): void {
  PAGE.length = 0;
  fill(PAGE);
  const header = new ByteWriter(64);
  const size = { uncompressed_page_size: PAGE.length, compressed_page_size: PAGE.length };
  writePageHeader(
    header,
    encoding === 'PLAIN'
      ? { type: 'DICTIONARY_PAGE', ...size, dictionary_page_header: { num_values: rows, encoding } }
      : {
          type: 'DATA_PAGE',
          ...size,
          data_page_header: {
            num_values: rows,
            encoding,
            definition_level_encoding: 'RLE',
            repetition_level_encoding: 'RLE',
          },
        },
  );
  reserve(to, header.offset + PAGE.length);
  to.data.set(header.getBytes(), to.length);
  to.data.set(PAGE.data.subarray(0, PAGE.length), to.length + header.offset);
  to.length += header.offset + PAGE.length;
}

/** Where a page is put together. */
const PAGE: Bytes = newBytes();

function putNumbers(to: Bytes, values: Float64Array | Int32Array, rows: number): Chunk {
  const begin = to.length;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let row = 0; row < rows; row++) {
    least = Math.min(least, values[row]!);
    most = Math.max(most, values[row]!);
  }
  if (most > MOST)
    throw incorrect('number-too-large', `an amount of ${most} cents is too large for the file`, 'Write CSV.');
  putPage(to, rows, 'DELTA_BINARY_PACKED', (page) => putDifferences(page, values, rows));
  return { bytes: to.length - begin, dictionary: 0, least, most };
}

function putRates(to: Bytes, places: Int32Array, rows: number, dictionary: NumberDictionary): Chunk {
  const begin = to.length;
  putPage(to, dictionary.count, 'PLAIN', (page) => {
    reserve(page, dictionary.count * 8);
    const view = new DataView(page.data.buffer, page.data.byteOffset);
    for (let place = 0; place < dictionary.count; place++, page.length += 8)
      view.setFloat64(page.length, dictionary.at(place) / 1_000_000, true);
  });
  const after = to.length;
  putPage(to, rows, 'RLE_DICTIONARY', (page) => putPlaces(page, places, rows, dictionary.count));
  return { bytes: to.length - begin, dictionary: after - begin };
}

/** The dictionary of a column of texts; gives where it ends. */
function putDictionary(to: Bytes, dictionary: TextDictionary): number {
  putPage(to, dictionary.count, 'PLAIN', (page) => dictionary.put(page));
  return to.length;
}

function putTexts(to: Bytes, places: Int32Array, rows: number, dictionary: TextDictionary): Chunk {
  const begin = to.length;
  const after = putDictionary(to, dictionary);
  putPage(to, rows, 'RLE_DICTIONARY', (page) => putPlaces(page, places, rows, dictionary.count));
  return { bytes: to.length - begin, dictionary: after - begin };
}

/** Places below zero stand for no text. */
function putFilings(to: Bytes, places: Int32Array, rows: number, dictionary: TextDictionary): Chunk {
  const begin = to.length;
  const after = putDictionary(to, dictionary);
  const there = Int32Array.from(places.subarray(0, rows), (place) => (place < 0 ? 0 : 1));
  const filled = places.subarray(0, rows).filter((place) => place >= 0);
  putPage(to, rows, 'RLE_DICTIONARY', (page) => {
    putLevels(page, there, rows);
    putPlaces(page, filled, filled.length, dictionary.count);
  });
  return { bytes: to.length - begin, dictionary: after - begin, missing: rows - filled.length };
}

/** Columns of one law. */
const answersOf = (size: number) => ({
  low: new Float64Array(size),
  high: new Float64Array(size),
  lowRate: new Int32Array(size),
  highRate: new Int32Array(size),
  filing: new Int32Array(size),
});

const columnsOf = (size: number, laws: number) => ({
  size,
  lines: new Float64Array(size),
  code: new Int32Array(size),
  from: new Int32Array(size),
  days: new Int32Array(size),
  values: new Float64Array(size),
  answers: Array.from({ length: laws }, () => answersOf(size)),
});

type Columns = ReturnType<typeof columnsOf>;

const FIRST_SIZE = 1 << 14;
/** Capital and small letters by the lowest six bits of each. */
const LETTERS = 64;
/** In place of a place in a dictionary: no text; not yet looked for. */
const [NONE, UNKNOWN] = [-1, -2];

function twiceAsLong(columns: Columns): Columns {
  const larger = columnsOf(columns.size * 2, columns.answers.length);
  for (const name of ['lines', 'code', 'from', 'days', 'values'] as const) larger[name].set(columns[name]);
  larger.answers.forEach((answers, law) => {
    for (const name of ['low', 'high', 'lowRate', 'highRate', 'filing'] as const)
      answers[name].set(columns.answers[law]![name]);
  });
  return larger;
}

/** A writer of row groups. */
export function newGroupWriter(plan: Plan, laws: readonly Labelled[]): RowWriter {
  let own = columnsOf(FIRST_SIZE, laws.length);
  const codes = textDictionary();
  const origins = textDictionary();
  const rates = laws.map(() => numberDictionary());
  const filings = laws.map(() => textDictionary());
  const to: Bytes = newBytes(0);
  let kept: Uint8Array = to.data;
  let rows = 0;
  let group: Group | undefined;

  /** Places of the books' filings in this block's dictionaries; −2 where not yet looked for. */
  const placesOf = laws.map(({ book }) => new Int32Array(book.meta.filings.length).fill(UNKNOWN));
  const filingPlace = (law: number, text: string): number =>
    text === '' ? NONE : filings[law]!.placeOfText(text);
  const filingOf = (law: number, set: number): number => {
    const { book } = laws[law]!;
    const number = book.setFiling[set]!;
    const known = placesOf[law]![number]!;
    if (known !== UNKNOWN) return known;
    const place = filingPlace(law, book.meta.filings[number]!);
    placesOf[law]![number] = place;
    return place;
  };

  const putAnswer = (law: number, low: number, high: number, value: number, filing: number): void => {
    const columns = own.answers[law]!;
    columns.low[rows] = low;
    columns.high[rows] = high;
    const rate = rates[law]!.placeOf(rateOf(low, value));
    columns.lowRate[rows] = rate;
    columns.highRate[rows] = low === high ? rate : rates[law]!.placeOf(rateOf(high, value));
    columns.filing[rows] = filing;
  };

  /** Places of texts of two letters, by the letters. */
  const pairs = new Int32Array(LETTERS * LETTERS);
  const originPlace = (view: DataView, start: number, length: number): number => {
    const pair = (view.getUint8(start) & 63) * LETTERS + (view.getUint8(start + 1) & 63);
    const known = pairs[pair]!;
    if (known >= 0) return known;
    const place = origins.placeOf(view, start, length);
    pairs[pair] = place;
    return place;
  };

  const plain: RowWriter['plain'] = (sheet: Sheet, row, columns) => {
    if (rows === own.size) own = twiceAsLong(own);
    const { view, places } = sheet;
    const place = row * PLACES;
    const [code, from] = [places[place + 2]!, places[place + 4]!];
    own.lines[rows] = sheet.lines[row]!;
    own.code[rows] = codes.placeOf(view, code, places[place + 3]! - code);
    own.from[rows] = originPlace(view, from, places[place + 5]! - from);
    own.days[rows] = sheet.days[row]!;
    own.values[rows] = sheet.cents[row]!;
    const value = sheet.values[row]!;
    for (let law = 0; law < laws.length; law++) {
      const { low, high, sets } = columns[law]!;
      putAnswer(law, low[row]!, high[row]!, value, plan.filing ? filingOf(law, sets[row]!) : NONE);
    }
    rows++;
  };

  const special = (line: number, input: EntryInput, value: number, all: readonly Answer[]): void => {
    if (rows === own.size) own = twiceAsLong(own);
    own.lines[rows] = line;
    own.code[rows] = codes.placeOfText(input.code);
    own.from[rows] = origins.placeOfText(input.from);
    own.days[rows] = parseDay(input.on, 'on');
    own.values[rows] = parseDecimal(String(input.value), 2, 'value');
    all.forEach(({ low, high, filing }, law) => {
      putAnswer(law, low, high, value, plan.filing ? filingPlace(law, filing) : NONE);
    });
    rows++;
  };

  const chunksOf = (law: number): readonly Chunk[] => {
    const { low, high, lowRate, highRate, filing } = own.answers[law]!;
    return [
      putNumbers(to, low, rows),
      putNumbers(to, high, rows),
      putRates(to, lowRate, rows, rates[law]!),
      putRates(to, highRate, rows, rates[law]!),
      ...(plan.filing ? [putFilings(to, filing, rows, filings[law]!)] : []),
    ];
  };

  const chunks = (): readonly Chunk[] => [
    putNumbers(to, own.lines, rows),
    putTexts(to, own.code, rows, codes),
    putTexts(to, own.from, rows, origins),
    putNumbers(to, own.days, rows),
    putNumbers(to, own.values, rows),
    ...laws.flatMap((_, law) => chunksOf(law)),
  ];

  return {
    start(into): void {
      rows = 0;
      for (const dictionary of [codes, origins, ...rates, ...filings]) dictionary.clear();
      for (const places of placesOf) places.fill(UNKNOWN);
      pairs.fill(NONE);
      to.data = into ?? kept;
      to.length = 0;
      group = undefined;
    },
    plain,
    special,
    end(): Uint8Array {
      const lent = to.data;
      if (rows > 0) group = { rows, chunks: chunks() };
      if (to.data !== lent) kept = to.data;
      return to.data === kept ? to.data.slice(0, to.length) : to.data.subarray(0, to.length);
    },
    group: () => group,
  };
}
