// DuckDB for Parquet, zstd and SQL: one instance in memory, opened for a piece of work and closed.

import type { DuckDBDataChunk } from '@duckdb/node-api';
import { incorrect, TariffError } from '../core/errors.ts';

export interface Database {
  run(sql: string): Promise<void>;
  /** Chunks of columns as they are worked out, in order. */
  chunks(sql: string): AsyncIterable<DuckDBDataChunk>;
  /** Rows as arrays of plain JSON values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): void;
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Opens DuckDB; loaded only when asked for. `memory` bounds what it holds before it goes to disk. */
export async function openDuckDb(memory = '1GB', threads = 2): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    threads: String(threads),
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof TariffError) throw error;
      throw incorrect('duckdb', (error as Error).message.split('\n')[0]!, 'Check the file and the disk.');
    }
  };
  return {
    async *chunks(sql) {
      const result = await guarded(connection.stream(sql));
      for (;;) {
        const chunk = await guarded(result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk;
      }
    },
    run: (sql) => guarded(connection.run(sql).then(() => undefined)),
    rows: (sql) => guarded(connection.runAndReadAll(sql).then((reader) => reader.getRowsJson())),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
