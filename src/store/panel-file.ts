// Writes the columns of a panel as a Parquet file, a row group for so many products. Footer and page headers are hyparquet-writer's.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { ColumnChunk, FileMetaData, KeyValue, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import type { Panel } from '../ratebook/panel.ts';
import { type Bytes, newBytes } from './bytes.ts';
import { CODE_WIDTH, type Column, columnsOf, type Piece } from './panel-columns.ts';
import { widthOf } from './panel-stretches.ts';
import { append, appendCopy, appendLiteral, appendVarint } from './snappy.ts';

/** Rows of a group and of a page, or a little more: products are not cut. */
const GROUP = 245_760;
const PAGE = 122_880;
const ENCODER = new TextEncoder();
const MAGIC = ENCODER.encode('PAR1');

const SCHEMA: Readonly<Record<Column['kind'], Omit<SchemaElement, 'name'>>> = {
  text: {
    type: 'BYTE_ARRAY',
    repetition_type: 'REQUIRED',
    converted_type: 'UTF8',
    logical_type: { type: 'STRING' },
  },
  day: { type: 'INT32', repetition_type: 'REQUIRED', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  ppm: { type: 'INT32', repetition_type: 'OPTIONAL' },
};

/** A dictionary's values, plain. */
function plain(dictionary: readonly string[] | Int32Array): Uint8Array {
  if (dictionary instanceof Int32Array)
    return new Uint8Array(dictionary.buffer, dictionary.byteOffset, dictionary.byteLength);
  const writer = new ByteWriter();
  for (const text of dictionary) {
    const bytes = ENCODER.encode(text);
    writer.appendUint32(bytes.length);
    writer.appendBytes(bytes);
  }
  return writer.getBytes();
}

/** Levels and the head of the indexes: what stands in a page before the pieces. */
function pageHead(column: Column, pieces: readonly Piece[], values: number, width: number): Bytes {
  const head = newBytes(256);
  if (column.kind === 'ppm') {
    const length = pieces.reduce((sum, { levels }) => sum + levels.length, 0);
    append(head, Uint8Array.of(length, length >>> 8, length >>> 16, length >>> 24));
    for (const { levels } of pieces) append(head, levels);
  }
  append(head, Uint8Array.of(8 * width));
  if (column.packed && values > 0) appendVarint(head, Math.ceil(values / 8) * 2 + 1);
  return head;
}

function appendPage(out: Bytes, header: Parameters<typeof writePageHeader>[1], data: Bytes): number {
  const writer = new ByteWriter(64);
  writePageHeader(writer, { ...header, compressed_page_size: data.length });
  append(out, writer.getBytes());
  append(out, data.data, 0, data.length);
  return writer.offset + header.uncompressed_page_size;
}

const ZEROS = new Uint8Array(32);
/** Where a page is put together. */
const PAGE_DATA = newBytes();

/** A page of pieces; gives its size when uncompressed. */
function appendDataPage(out: Bytes, column: Column, pieces: readonly Piece[], width: number): number {
  const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
  const values = rows - pieces.reduce((sum, piece) => sum + piece.missing, 0);
  const head = pageHead(column, pieces, values, width);
  const padding = column.packed ? ((8 - (values % 8)) % 8) * width : 0;
  const size = head.length + pieces.reduce((sum, piece) => sum + piece.size, 0) + padding;
  const data = PAGE_DATA;
  data.length = 0;
  appendVarint(data, size);
  appendLiteral(data, head.data, 0, head.length);
  const places = new Map<Piece, number>();
  let place = 0;
  for (const piece of pieces) {
    const before = places.get(piece);
    if (before === undefined || piece.size < 4) append(data, piece.elements);
    else appendCopy(data, place - before, piece.size);
    places.set(piece, place);
    place += piece.size;
  }
  appendLiteral(data, ZEROS, 0, padding);
  const header = {
    type: 'DATA_PAGE',
    uncompressed_page_size: size,
    compressed_page_size: 0,
    data_page_header: {
      num_values: rows,
      encoding: 'RLE_DICTIONARY',
      definition_level_encoding: 'RLE',
      repetition_level_encoding: 'RLE',
    },
  } as const;
  return appendPage(out, header, data);
}

function appendDictionary(out: Bytes, dictionary: readonly string[] | Int32Array): number {
  const bytes = plain(dictionary);
  const data = newBytes(bytes.length + 16);
  appendVarint(data, bytes.length);
  appendLiteral(data, bytes);
  const header = {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: bytes.length,
    compressed_page_size: 0,
    dictionary_page_header: { num_values: dictionary.length, encoding: 'PLAIN' },
  } as const;
  return appendPage(out, header, data);
}

/** Cuts products into parts of about so many rows: where each part begins, and the end of the last. */
function cut(rows: Int32Array, first: number, end: number, most: number): readonly number[] {
  const cuts = [first];
  for (let product = first, sum = 0; product < end; product++) {
    sum += rows[product]!;
    if (sum < most && product + 1 < end) continue;
    cuts.push(product + 1);
    sum = 0;
  }
  return cuts;
}

/** Writes a column for the products of a group, cut into pages; `offset` is where `out` will stand in the file. */
function appendColumn(out: Bytes, offset: number, column: Column, pages: readonly number[]): ColumnChunk {
  const begin = out.length;
  const first = pages[0]!;
  const dictionary = column.dictionaryOf(first, pages.at(-1)!);
  const width = column.name === 'code' ? CODE_WIDTH : widthOf(dictionary.length);
  let uncompressed = appendDictionary(out, dictionary);
  const dataAt = offset + out.length;
  let [least, most, missing, rows] = [dictionary.length, -1, 0, 0];
  for (let page = 0; page + 1 < pages.length; page++) {
    const pieces: Piece[] = [];
    for (let product = pages[page]!; product < pages[page + 1]!; product++)
      pieces.push(column.pieceOf(product, first));
    uncompressed += appendDataPage(out, column, pieces, width);
    for (const piece of pieces) {
      least = Math.min(least, piece.least);
      most = Math.max(most, piece.most);
      missing += piece.missing;
      rows += piece.rows;
    }
  }
  return {
    file_offset: BigInt(offset + begin),
    meta_data: {
      type: SCHEMA[column.kind].type!,
      encodings: ['PLAIN', 'RLE', 'RLE_DICTIONARY'],
      path_in_schema: [column.name],
      codec: 'SNAPPY',
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(uncompressed),
      total_compressed_size: BigInt(out.length - begin),
      dictionary_page_offset: BigInt(offset + begin),
      data_page_offset: BigInt(dataAt),
      statistics: {
        null_count: BigInt(missing),
        ...(most < 0 ? {} : { min_value: dictionary[least]!, max_value: dictionary[most]! }),
      },
    },
  };
}

function appendGroup(
  out: Bytes,
  offset: number,
  columns: readonly Column[],
  pages: readonly number[],
): RowGroup {
  const chunks = columns.map((column) => appendColumn(out, offset, column, pages));
  return {
    columns: chunks,
    total_byte_size: chunks.reduce((sum, chunk) => sum + chunk.meta_data!.total_uncompressed_size, 0n),
    num_rows: chunks[0]!.meta_data!.num_values,
    sorting_columns: [0, 1, 2].map((column) => ({
      column_idx: column,
      descending: false,
      nulls_first: false,
    })),
    file_offset: BigInt(offset),
    total_compressed_size: BigInt(out.length),
  };
}

/** Writes a panel to a file; gives the number of rows. */
export function writePanelFile(panel: Panel, path: string, about: readonly KeyValue[]): number {
  const columns = columnsOf(panel);
  const rowsOf = Int32Array.from(panel.codes, (_, product) => columns[1]!.pieceOf(product, 0).rows);
  const groups: RowGroup[] = [];
  const file = openSync(path, 'w');
  try {
    let offset = writeSync(file, MAGIC);
    const out = newBytes(1 << 20);
    const cuts = cut(rowsOf, 0, panel.codes.length, GROUP);
    for (let number = 0; number + 1 < cuts.length; number++) {
      out.length = 0;
      const group = appendGroup(out, offset, columns, cut(rowsOf, cuts[number]!, cuts[number + 1]!, PAGE));
      if (group.num_rows === 0n) continue;
      groups.push(group);
      offset += writeAll(file, out);
    }
    const rows = groups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
    const footer = new ByteWriter(1 << 16);
    const metadata = {
      version: 2,
      created_by: 'rosenbad',
      schema: [
        { name: 'panel', num_children: columns.length },
        ...columns.map(({ name, kind }) => ({ name, ...SCHEMA[kind] })),
      ],
      num_rows: rows,
      row_groups: groups,
      key_value_metadata: [...about],
    } satisfies Omit<FileMetaData, 'metadata_length'>;
    writeMetadata(footer, metadata as unknown as FileMetaData);
    footer.appendBytes(MAGIC);
    writeAll(file, { data: footer.getBytes(), length: footer.offset });
    return Number(rows);
  } finally {
    closeSync(file);
  }
}

/** Writes everything, however little the system takes at a time. */
function writeAll(file: number, { data, length }: Bytes): number {
  for (let at = 0; at < length; ) at += writeSync(file, data, at, length - at);
  return length;
}
