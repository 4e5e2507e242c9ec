// The footer of a Parquet file of answers: its columns, and where each row group stands.

import type { FileMetaData, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';

type Kind = 'line' | 'text' | 'day' | 'money' | 'rate' | 'filing';

/** A column of a row group: its bytes, of which the dictionary's come first, and what the footer says of it. */
export interface Chunk {
  readonly bytes: number;
  readonly dictionary: number;
  readonly least?: number;
  readonly most?: number;
  readonly missing?: number;
}

/** A row group as the footer needs it; kept in the journal. */
export interface Group {
  readonly rows: number;
  readonly chunks: readonly Chunk[];
}

export const MAGIC = new TextEncoder().encode('PAR1');

const kindOf = (name: string): Kind => {
  if (name === 'line') return 'line';
  if (name === 'on') return 'day';
  if (name === 'value' || name.startsWith('duty_')) return 'money';
  if (name.startsWith('rate_')) return 'rate';
  return name.startsWith('filing') ? 'filing' : 'text';
};

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

const ELEMENTS: Readonly<Record<Kind, Omit<SchemaElement, 'name'>>> = {
  line: { type: 'INT64', repetition_type: 'REQUIRED' },
  text: { ...TEXT, repetition_type: 'REQUIRED' },
  day: { type: 'INT32', repetition_type: 'REQUIRED', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  money: {
    type: 'INT64',
    repetition_type: 'REQUIRED',
    converted_type: 'DECIMAL',
    scale: 2,
    precision: 18,
    logical_type: { type: 'DECIMAL', scale: 2, precision: 18 },
  },
  rate: { type: 'DOUBLE', repetition_type: 'REQUIRED' },
  filing: { ...TEXT, repetition_type: 'OPTIONAL' },
};

function chunkAt(chunk: Chunk, name: string, rows: number, offset: number): RowGroup['columns'][number] {
  const { bytes, dictionary, least, most, missing = 0 } = chunk;
  const kind = kindOf(name);
  const bound = (value: number) => (kind === 'day' ? value : BigInt(value));
  return {
    file_offset: BigInt(offset),
    meta_data: {
      type: ELEMENTS[kind].type!,
      encodings: dictionary > 0 ? ['PLAIN', 'RLE', 'RLE_DICTIONARY'] : ['RLE', 'DELTA_BINARY_PACKED'],
      path_in_schema: [name],
      codec: 'UNCOMPRESSED',
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(bytes),
      total_compressed_size: BigInt(bytes),
      ...(dictionary > 0 ? { dictionary_page_offset: BigInt(offset) } : {}),
      data_page_offset: BigInt(offset + dictionary),
      statistics: {
        null_count: BigInt(missing),
        ...(least === undefined || most === undefined
          ? {}
          : { min_value: bound(least), max_value: bound(most) }),
      },
    },
  };
}

function groupAt({ rows, chunks }: Group, names: readonly string[], start: number): RowGroup {
  let offset = start;
  const columns = chunks.map((chunk, index) => {
    const column = chunkAt(chunk, names[index]!, rows, offset);
    offset += chunk.bytes;
    return column;
  });
  const bytes = BigInt(offset - start);
  return {
    columns,
    total_byte_size: bytes,
    num_rows: BigInt(rows),
    file_offset: BigInt(start),
    total_compressed_size: bytes,
  };
}

/** The end of a file with these columns, whose row groups stand one after another behind its magic. */
export function footerOf(groups: readonly Group[], names: readonly string[]): Uint8Array {
  let offset = MAGIC.length;
  const placed = groups.map((group) => {
    const at = groupAt(group, names, offset);
    offset += Number(at.total_byte_size);
    return at;
  });
  const metadata = {
    version: 2,
    created_by: 'rosenbad',
    schema: [
      { name: 'batch', num_children: names.length },
      ...names.map((name) => ({ name, ...ELEMENTS[kindOf(name)] })),
    ],
    num_rows: placed.reduce((sum, { num_rows }) => sum + num_rows, 0n),
    row_groups: placed,
  } satisfies Omit<FileMetaData, 'metadata_length'>;
  const writer = new ByteWriter(1 << 16);
  writeMetadata(writer, metadata as unknown as FileMetaData);
  writer.appendBytes(MAGIC);
  return writer.getBytes();
}
