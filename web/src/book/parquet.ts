// Rows of texts as a Parquet file: lines as whole numbers, money and rates as doubles, the rest as text.

/** The first row names the columns. */
export async function parquetOf(rows: readonly (readonly string[])[]): Promise<Blob> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const [head = [], ...body] = rows;
  const columnData = head.map((name, column) => {
    const cells = body.map((row) => row[column] ?? '');
    if (name === 'line') return { name, data: Int32Array.from(cells, Number), type: 'INT32' as const };
    if (name === 'value' || /^(duty|rate)_/.test(name))
      return { name, data: Float64Array.from(cells, Number), type: 'DOUBLE' as const };
    return { name, data: cells, type: 'STRING' as const };
  });
  return new Blob([parquetWriteBuffer({ columnData })], { type: 'application/vnd.apache.parquet' });
}
