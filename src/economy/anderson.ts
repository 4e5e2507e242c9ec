// Anderson acceleration of a fixed-point iteration x ← g(x): the next point mixes the last few so that they cancel best.
import { type Factors, factorise, isSingular, solve } from './linear.ts';

/** Feed it x and g(x); it returns the next x. Values are copied. `forget` drops the memory. */
export interface Accelerator {
  readonly next: (x: Float64Array, image: Float64Array) => Float64Array;
  readonly forget: () => void;
}

export function accelerator(size: number, memory = 8): Accelerator {
  const gaps: Float64Array[] = [];
  const images: Float64Array[] = [];
  /** Products of the columns of `gaps`, row by row up to the diagonal: kept, so that a new column costs one row. */
  const products: number[][] = [];
  let lastGap: Float64Array | undefined;
  let lastImage: Float64Array | undefined;
  const forget = () => {
    gaps.length = 0;
    images.length = 0;
    products.length = 0;
    lastGap = undefined;
  };
  const next = (x: Float64Array, image: Float64Array): Float64Array => {
    const gap = new Float64Array(size);
    for (let c = 0; c < size; c++) gap[c] = image[c]! - x[c]!;
    if (lastGap && lastImage) {
      const column = difference(gap, lastGap);
      gaps.push(column);
      products.push(gaps.map((one) => dot(one, column)));
      images.push(difference(image, lastImage));
      if (gaps.length > memory) {
        gaps.shift();
        images.shift();
        products.shift();
        for (const row of products) row.shift();
      }
    }
    lastGap = gap;
    lastImage = image.slice();
    const mix = leastSquares(gaps, products, gap);
    if (!mix) {
      forget();
      return image.slice();
    }
    const out = image.slice();
    mix.forEach((weight, k) => {
      for (let c = 0; c < size; c++) out[c]! -= weight * images[k]![c]!;
    });
    return out;
  };
  return { next, forget };
}

/** Weights that bring Σ weight_k column_k nearest to `target`; undefined when the columns are dependent. */
function leastSquares(
  columns: readonly Float64Array[],
  products: readonly (readonly number[])[],
  target: Float64Array,
): Float64Array | undefined {
  const size = columns.length;
  const matrix = new Float64Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      matrix[a * size + b] = products[a]![b]!;
      matrix[b * size + a] = products[a]![b]!;
    }
  for (let a = 0; a < size; a++) matrix[a * size + a]! *= 1 + 1e-12;
  const factors: Factors | { singularColumn: number } = factorise(matrix, size);
  const right = Float64Array.from(columns, (column) => dot(column, target));
  return isSingular(factors) ? undefined : solve(factors, right);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let c = 0; c < a.length; c++) out[c] = a[c]! - b[c]!;
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}
