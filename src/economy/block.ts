// Products of a square block of a cube with a vector: the innermost loops of every model here, four rows at a time.

/** out[row + j] += Σ_i m[(row + i) n + j] v[row + i], for the n by n block of a sector whose first region is at `row`. */
export function addDown(m: Float64Array, n: number, row: number, v: Float64Array, out: Float64Array): void {
  const end = row + n;
  let i = row;
  for (; i + 3 < end; i += 4) {
    const a = v[i]!;
    const b = v[i + 1]!;
    const c = v[i + 2]!;
    const d = v[i + 3]!;
    for (let j = row, at = i * n; j < end; j++, at++)
      out[j]! += m[at]! * a + m[at + n]! * b + m[at + 2 * n]! * c + m[at + 3 * n]! * d;
  }
  if (i + 2 < end) {
    const a = v[i]!;
    const b = v[i + 1]!;
    const c = v[i + 2]!;
    for (let j = row, at = i * n; j < end; j++, at++)
      out[j]! += m[at]! * a + m[at + n]! * b + m[at + 2 * n]! * c;
    i += 3;
  }
  for (; i < end; i++) {
    const a = v[i]!;
    for (let j = row, at = i * n; j < end; j++, at++) out[j]! += m[at]! * a;
  }
}

/** out[row + i] = Σ_j m[(row + i) n + j] v[row + j]. */
export function sumAcross(m: Float64Array, n: number, row: number, v: Float64Array, out: Float64Array): void {
  const end = row + n;
  let i = row;
  for (; i + 3 < end; i += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = row, at = i * n; j < end; j++, at++) {
      const x = v[j]!;
      a += m[at]! * x;
      b += m[at + n]! * x;
      c += m[at + 2 * n]! * x;
      d += m[at + 3 * n]! * x;
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = d;
  }
  if (i + 2 < end) {
    let a = 0;
    let b = 0;
    let c = 0;
    for (let j = row, at = i * n; j < end; j++, at++) {
      const x = v[j]!;
      a += m[at]! * x;
      b += m[at + n]! * x;
      c += m[at + 2 * n]! * x;
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    i += 3;
  }
  for (; i < end; i++) {
    let sum = 0;
    for (let j = row, at = i * n; j < end; j++, at++) sum += m[at]! * v[j]!;
    out[i] = sum;
  }
}
