// The frame of every chart: a title, the drawing, the same figures as a table, and both to save.

import { useEffect, useRef, useState } from 'preact/hooks';
import { csvText, pngOf, saveAs, svgText } from './save.ts';
import { type Column, cellText, Table } from './table.tsx';

export interface ChartProps<R> {
  readonly title: string;
  /** One sentence under the title: what is drawn, weighed by what, from where. */
  readonly note?: string;
  /** Name of saved files, without ending. */
  readonly name: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  /** Draws for a width in pixels; drawn anew when the width, `rows` or `key` change. Libraries are loaded here. */
  draw(width: number): SVGSVGElement | Promise<SVGSVGElement>;
  readonly on?: string;
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

export function Chart<R>({ title, note, name, columns, rows, draw, on = '' }: ChartProps<R>) {
  const { box, width } = useWidth();
  const [asTable, setAsTable] = useState(false);
  const drawing = useRef<SVGSVGElement | null>(null);
  useEffect(() => {
    if (width === 0 || asTable) return;
    let live = true;
    const drawn = Promise.resolve().then(() => draw(width));
    const failed = () =>
      box.current?.replaceChildren('The drawing could not be made; the table has its figures.');
    drawn.then((svg) => {
      if (!live) return;
      svg.setAttribute('role', 'img');
      svg.setAttribute('aria-label', title);
      drawing.current = svg;
      box.current?.replaceChildren(svg);
    }, failed);
    return () => {
      live = false;
    };
  }, [width, rows, asTable, on, title]);
  const saveTable = () =>
    saveAs(
      `${name}.csv`,
      csvText([
        columns.map((one) => one.title),
        ...rows.map((row) => columns.map((column) => cellText(column, row))),
      ]),
      'text/csv',
    );
  const saveSvg = () => drawing.current && saveAs(`${name}.svg`, svgText(drawing.current), 'image/svg+xml');
  const savePng = async () =>
    drawing.current && saveAs(`${name}.png`, await pngOf(drawing.current), 'image/png');
  return (
    <figure class="chart" aria-label={title} data-chart={name}>
      <figcaption>
        <div>
          <h3>{title}</h3>
          {note && <p class="note">{note}</p>}
        </div>
        <div class="tools">
          <button type="button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Table
          </button>
          <button type="button" onClick={saveTable} aria-label={`Save ${title} as CSV`}>
            CSV
          </button>
          <button type="button" disabled={asTable} onClick={saveSvg} aria-label={`Save ${title} as SVG`}>
            SVG
          </button>
          <button type="button" disabled={asTable} onClick={savePng} aria-label={`Save ${title} as PNG`}>
            PNG
          </button>
        </div>
      </figcaption>
      <div class="drawing" ref={box} hidden={asTable} />
      {asTable && <Table caption={title} hidden columns={columns} rows={rows} />}
    </figure>
  );
}
