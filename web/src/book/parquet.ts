// Rows of texts as a Parquet file: lines as whole numbers, money and rates as doubles, the rest as text.

const isNumber = (name: string): boolean => name === 'value' || /^(duty|rate)_/.test(name);

/** Takes rows one by one, so that a million of them are never held as texts. */
export function parquetColumns(head: readonly string[]) {
  const columns = head.map((name) => ({
    name,
    number: name === 'line' || isNumber(name),
    cells: [] as (string | number)[],
  }));
  return {
    add(row: readonly string[]): void {
      for (const [index, { number, cells }] of columns.entries()) {
        const cell = row[index] ?? '';
        cells.push(number ? Number(cell) : cell);
      }
    },
    async end(): Promise<Blob> {
      const { parquetWriteBuffer } = await import('hyparquet-writer');
      const columnData = columns.map(({ name, number, cells }) => {
        if (!number) return { name, data: cells, type: 'STRING' as const };
        if (name === 'line')
          return { name, data: Int32Array.from(cells as number[]), type: 'INT32' as const };
        return { name, data: Float64Array.from(cells as number[]), type: 'DOUBLE' as const };
      });
      return new Blob([parquetWriteBuffer({ columnData })], { type: 'application/vnd.apache.parquet' });
    },
  };
}
