// A table of rows: scrolls by itself where a phone is too narrow, shows the first rows of a long one, and gives its cells as text.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

export interface Column<R> {
  readonly title: string;
  of(row: R): ComponentChildren;
  /** The cell as text, for files; needed where `of` is not text or a number. */
  text?(row: R): string;
  readonly number?: boolean;
  /** The cell names its row. */
  readonly heads?: boolean;
}

/** What may be wider than a phone scrolls by itself, and can be reached with the keyboard to do so. */
export function Wide({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

export const cellText = <R,>(column: Column<R>, row: R): string => {
  if (column.text) return column.text(row);
  const shown = column.of(row);
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
};

function Cell<R>({ column, row }: { readonly column: Column<R>; readonly row: R }) {
  const kind = column.number ? 'number' : undefined;
  return column.heads ? (
    <th scope="row" class={kind}>
      {column.of(row)}
    </th>
  ) : (
    <td class={kind} data-title={column.title}>
      {column.of(row)}
    </td>
  );
}

export function Table<R>({
  caption,
  columns,
  rows,
  most = 100,
  hidden = false,
  stack = false,
}: {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** Rows shown before the rest is asked for. */
  readonly most?: number;
  /** The caption is for screen readers: a heading above says the same. */
  readonly hidden?: boolean;
  /** On a phone each row is a block of its cells, each with its title: for rows of words. */
  readonly stack?: boolean;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, most);
  return (
    <Wide label={caption}>
      <table class={stack ? 'stack' : undefined}>
        <caption class={hidden ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, number }) => (
              <th key={title} scope="col" class={number ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <Cell key={column.title} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <button type="button" class="more" onClick={() => setAll(true)}>
          Show all {rows.length.toLocaleString()}
        </button>
      )}
    </Wide>
  );
}
