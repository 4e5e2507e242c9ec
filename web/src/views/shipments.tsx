// Shipments: a file stays in the browser; what each outcome of the deadline costs it.

import { parse } from 'csv-parse/browser/esm/sync';
import { useState } from 'preact/hooks';
import example from '../../../examples/shipments.csv?raw';
import { checkColumns, entryOfCells } from '../../../src/assess/row.ts';
import { csvLine } from '../../../src/core/csv.ts';
import { type ErrorShape, TariffError } from '../../../src/core/errors.ts';
import type { Exposure, Shipment } from '../../../src/outlook/exposure.ts';
import { questions } from '../ask.ts';
import { Refusal } from '../parts/notice.tsx';
import { Wide } from '../parts/table.tsx';
import { param } from '../state.ts';
import { day, dollarSpan, dollars } from '../words.ts';

const core = questions<typeof import('../questions/core.ts')>('core');

type Book = Exposure & { readonly deadline: string };

/** @throws TariffError for a file that has no such columns. */
export function shipmentsOf(text: string): readonly Shipment[] {
  const rows = parse(text, {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  }) as Record<string, string>[];
  checkColumns(Object.keys(rows[0] ?? {}));
  return rows.map((cells, index) => ({
    line: index + 2,
    name: cells.product ?? cells.name ?? cells.code ?? '',
    entry: entryOfCells(cells),
  }));
}

/** A cell that a spreadsheet would run as a formula is given as text. */
const safe = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);

function csvOf(book: Book): string {
  const head = ['line', 'product', 'code', 'from', 'value', ...book.scenarios.map(({ id }) => id), 'error'];
  const rows = book.rows.map((row) => [
    String(row.line),
    row.name,
    row.code,
    row.from,
    row.value,
    ...book.scenarios.map(({ id }) => row.duty?.[id]?.high ?? ''),
    row.error?.message ?? '',
  ]);
  return [head, ...rows].map((cells) => csvLine(cells.map(safe))).join('\n');
}

function save(book: Book): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvOf(book)], { type: 'text/csv' }));
  link.download = `outcomes-${book.deadline}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Totals({ book }: { readonly book: Book }) {
  return (
    <table>
      <caption>Duty on the whole book by outcome of {day(book.deadline)}</caption>
      <tbody>
        {book.scenarios.map(({ id, title, total }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td class="number" data-figure={`book-${id}`}>
              {dollarSpan(total)}
            </td>
            <td>{title}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByOrigin({ book }: { readonly book: Book }) {
  return (
    <table>
      <caption>By origin</caption>
      <thead>
        <tr>
          <th>from</th>
          <th class="number">value</th>
          {book.scenarios.map(({ id }) => (
            <th key={id} class="number">
              {id}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {book.byOrigin.map((row) => (
          <tr key={row.from}>
            <th scope="row">{row.from}</th>
            <td class="number">{dollars(row.value)}</td>
            {book.scenarios.map(({ id }) => (
              <td key={id} class="number">
                {dollarSpan(row.duty[id]!)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const MOST_ROWS = 500;

function Rows({ book }: { readonly book: Book }) {
  return (
    <table>
      <caption>Line by line{book.rows.length > MOST_ROWS ? ` (the first ${MOST_ROWS})` : ''}</caption>
      <thead>
        <tr>
          <th class="number">line</th>
          <th>product</th>
          <th>code</th>
          <th>from</th>
          {book.scenarios.map(({ id }) => (
            <th key={id} class="number">
              {id}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {book.rows.slice(0, MOST_ROWS).map((row) => (
          <tr key={row.line}>
            <td class="number">{row.line}</td>
            <td>{row.name}</td>
            <td>{row.code}</td>
            <td>{row.from}</td>
            {row.duty ? (
              book.scenarios.map(({ id }) => (
                <td key={id} class="number">
                  {dollarSpan(row.duty![id]!)}
                </td>
              ))
            ) : (
              <td colSpan={book.scenarios.length}>{row.error?.message}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export default function Shipments() {
  const [book, setBook] = useState<Book>();
  const [error, setError] = useState<ErrorShape>();
  const load = async (text: string) => {
    try {
      setBook(await core.ask('exposure', shipmentsOf(text), param('known'), param('deadline') || undefined));
      setError(undefined);
    } catch (problem) {
      setError(
        problem instanceof TariffError
          ? problem.toJSON()
          : 'hint' in (problem as object)
            ? (problem as ErrorShape)
            : {
                category: 'incorrect',
                code: 'broken-csv',
                message: (problem as Error).message,
                hint: 'Check the quotes in the file.',
              },
      );
    }
  };
  const dropped = async (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) await load(await file.text());
  };
  return (
    <>
      <h1>What each outcome costs your shipments</h1>
      <p>
        The file stays in this browser. Columns: product, code, from, on, value; and if known quantity.kg,
        metals.steel, claims.
      </p>
      <fieldset class="drop" onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
        <legend>Your file</legend>
        <label>
          A CSV file, chosen or dropped here
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={async (event) =>
              event.currentTarget.files?.[0] && load(await event.currentTarget.files[0].text())
            }
          />
        </label>
        <button type="button" onClick={() => load(example)}>
          Try the example
        </button>
        <label>
          or pasted
          <textarea
            name="paste"
            rows={3}
            onChange={(event) => event.currentTarget.value !== '' && load(event.currentTarget.value)}
          />
        </label>
      </fieldset>
      {error && <Refusal error={error} />}
      {book && (
        <>
          <Wide label="Totals">
            <Totals book={book} />
          </Wide>
          <Wide label="By origin">
            <ByOrigin book={book} />
          </Wide>
          <button type="button" onClick={() => save(book)}>
            Save as CSV
          </button>
          <Wide label="Line by line">
            <Rows book={book} />
          </Wide>
        </>
      )}
    </>
  );
}
