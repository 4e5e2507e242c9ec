// The columns that a block of rows becomes, whatever file it comes from.

/** Where the columns stand; −1 where the file has none. */
export interface Layout {
  readonly columns: readonly string[];
  readonly code: number;
  readonly from: number;
  readonly on: number;
  readonly value: number;
  /** Of each column: what a filled cell in it means for the fast path. */
  readonly kinds: Uint8Array;
  /** Number of the unit of a `quantity.` column. */
  readonly units: Int32Array;
}

/** What a column holds: nothing of ours, one of the main four, a mode, a quantity, the territory, or something declared. */
export const KIND = {
  free: 0,
  code: 1,
  from: 2,
  on: 3,
  value: 4,
  mode: 5,
  quantity: 6,
  into: 7,
  declared: 8,
  known: 9,
} as const;

/** A row for the kernel; a kernel row that declares a mode; a row for the desk; a row with the wrong number of cells. */
export const ROW = { plain: 0, mode: 1, special: 2, broken: 3 } as const;

export interface Sheet {
  bytes: Uint8Array;
  view: DataView;
  /** Where in the bytes the next sheet begins, and its line. */
  at: number;
  line: number;
  count: number;
  readonly kinds: Uint8Array;
  readonly lines: Int32Array;
  /** Start and end of the row, and of its code, origin, day and value. */
  readonly places: Int32Array;
  readonly codes: Int32Array;
  readonly suffixes: Int16Array;
  /** 26 × first letter + second. */
  readonly origins: Int16Array;
  readonly days: Int32Array;
  /** In cents: the whole dollars that duties are worked out on, and as written. */
  readonly values: Float64Array;
  readonly cents: Float64Array;
  readonly quantities: readonly Float64Array[];
  readonly cells: Int32Array;
}

export const PLACES = 10;
/** Rows of a sheet: few enough that its columns stay in the processor's cache. */
const ROWS = 8192;

/** An empty sheet with `units` quantities. */
export function newSheet(units: number, rows = ROWS): Sheet {
  return {
    bytes: new Uint8Array(0),
    view: new DataView(new ArrayBuffer(0)),
    at: 0,
    line: 1,
    count: 0,
    kinds: new Uint8Array(rows),
    lines: new Int32Array(rows),
    places: new Int32Array(rows * PLACES),
    codes: new Int32Array(rows),
    suffixes: new Int16Array(rows),
    origins: new Int16Array(rows),
    days: new Int32Array(rows),
    values: new Float64Array(rows),
    cents: new Float64Array(rows),
    quantities: Array.from({ length: units }, () => new Float64Array(rows)),
    cells: new Int32Array(1024),
  };
}
