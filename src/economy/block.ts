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

/**
 * out = A Bᵀ for n by n matrices: two rows of A by four of B at a time. Where rows are missing at an edge the first of
 * the group stands in for them.
 */
export function timesTransposed(a: Float64Array, b: Float64Array, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i += 2) {
    const p = i * n;
    const q = i + 1 < n ? p + n : p;
    for (let m = 0; m < n; m += 4) {
      const m1 = m + 1 < n ? m + 1 : m;
      const m2 = m + 2 < n ? m + 2 : m;
      const m3 = m + 3 < n ? m + 3 : m;
      const r0 = m * n;
      const r1 = m1 * n;
      const r2 = m2 * n;
      const r3 = m3 * n;
      let p0 = 0;
      let p1 = 0;
      let p2 = 0;
      let p3 = 0;
      let q0 = 0;
      let q1 = 0;
      let q2 = 0;
      let q3 = 0;
      for (let j = 0; j < n; j++) {
        const x = a[p + j]!;
        const y = a[q + j]!;
        const b0 = b[r0 + j]!;
        const b1 = b[r1 + j]!;
        const b2 = b[r2 + j]!;
        const b3 = b[r3 + j]!;
        p0 += x * b0;
        p1 += x * b1;
        p2 += x * b2;
        p3 += x * b3;
        q0 += y * b0;
        q1 += y * b1;
        q2 += y * b2;
        q3 += y * b3;
      }
      out[p + m] = p0;
      out[p + m1] = p1;
      out[p + m2] = p2;
      out[p + m3] = p3;
      out[q + m] = q0;
      out[q + m1] = q1;
      out[q + m2] = q2;
      out[q + m3] = q3;
    }
  }
}
