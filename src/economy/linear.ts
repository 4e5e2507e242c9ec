// Dense linear algebra for small systems: LU factors with partial pivoting, kept so that many right-hand sides reuse them.

/** Factors of a square matrix, row by row, with the order of its rows. */
export interface Factors {
  readonly size: number;
  readonly lu: Float64Array;
  readonly order: Int32Array;
}

/** Raised as a value: the column in which no pivot was found. */
export interface Singular {
  readonly singularColumn: number;
}

/** Factors `a` in place. Returns the column without a usable pivot when the matrix is singular to working precision. */
export function factorise(a: Float64Array, size: number): Factors | Singular {
  const order = new Int32Array(size);
  const floor = 1e-14 * largest(a);
  for (let k = 0; k < size; k++) {
    const p = pivotRow(a, size, k);
    const pivot = a[p * size + k]!;
    if (!(Math.abs(pivot) > floor)) return { singularColumn: k };
    order[k] = p;
    if (p !== k) swapRows(a, size, k, p);
    eliminate(a, size, k, pivot);
  }
  return { size, lu: a, order };
}

/** Solves A x = b; overwrites b with x. */
export function solve({ size, lu, order }: Factors, b: Float64Array): Float64Array {
  for (let k = 0; k < size; k++) swap(b, k, order[k]!);
  for (let i = 1; i < size; i++) {
    let sum = b[i]!;
    for (let k = 0, at = i * size; k < i; k++, at++) sum -= lu[at]! * b[k]!;
    b[i] = sum;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1, at = i * size + i + 1; k < size; k++, at++) sum -= lu[at]! * b[k]!;
    b[i] = sum / lu[i * size + i]!;
  }
  return b;
}

/** Solves Aᵀ x = b; overwrites b with x. */
export function solveTransposed({ size, lu, order }: Factors, b: Float64Array): Float64Array {
  for (let i = 0; i < size; i++) {
    const x = b[i]! / lu[i * size + i]!;
    b[i] = x;
    for (let k = i + 1, at = i * size + i + 1; k < size; k++, at++) b[k]! -= lu[at]! * x;
  }
  for (let i = size - 1; i >= 1; i--) {
    const x = b[i]!;
    for (let k = 0, at = i * size; k < i; k++, at++) b[k]! -= lu[at]! * x;
  }
  for (let k = size - 1; k >= 0; k--) swap(b, k, order[k]!);
  return b;
}

export const isSingular = (f: Factors | Singular): f is Singular => 'singularColumn' in f;

function largest(a: Float64Array): number {
  let most = 0;
  for (let c = 0; c < a.length; c++) most = Math.max(most, Math.abs(a[c]!));
  return most;
}

function pivotRow(a: Float64Array, size: number, k: number): number {
  let best = k;
  for (let i = k + 1; i < size; i++) if (Math.abs(a[i * size + k]!) > Math.abs(a[best * size + k]!)) best = i;
  return best;
}

function swapRows(a: Float64Array, size: number, p: number, q: number): void {
  for (let k = 0; k < size; k++) {
    const kept = a[p * size + k]!;
    a[p * size + k] = a[q * size + k]!;
    a[q * size + k] = kept;
  }
}

function eliminate(a: Float64Array, size: number, k: number, pivot: number): void {
  const top = k * size;
  for (let i = k + 1; i < size; i++) {
    const row = i * size;
    const factor = a[row + k]! / pivot;
    a[row + k] = factor;
    if (factor === 0) continue;
    for (let c = k + 1; c < size; c++) a[row + c]! -= factor * a[top + c]!;
  }
}

function swap(b: Float64Array, p: number, q: number): void {
  const kept = b[p]!;
  b[p] = b[q]!;
  b[q] = kept;
}
