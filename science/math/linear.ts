/**
 * Dense linear algebra on row-major Float64Arrays: element (i, j) of a rows × cols matrix stands at [i * cols + j].
 * Source: Golub & Van Loan, Matrix Computations, 4th ed., algorithms 4.2.1 (Cholesky), 3.1 (substitution),
 * 5.4.1 (Householder QR with column pivoting), 8.5.3 (cyclic Jacobi).
 */

/** Lower factor L of a symmetric positive definite n × n matrix (a = L Lᵀ; zeros above), or null where it is not positive definite. */
export function cholesky(a: Float64Array, n: number, into: Float64Array = new Float64Array(n * n)): Float64Array | null {
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j];
    for (let k = 0; k < j; k++) pivot -= into[j * n + k] * into[j * n + k];
    if (!(pivot > 0) || pivot === Infinity) return null;
    const root = Math.sqrt(pivot);
    into[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= into[i * n + k] * into[j * n + k];
      into[i * n + j] = sum / root;
      into[j * n + i] = 0;
    }
  }
  return into;
}

/** Solves L x = b by forward substitution; `into` may be `b` itself. */
export function solveLower(l: Float64Array, n: number, b: ArrayLike<number>, into: Float64Array = new Float64Array(n)): Float64Array {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * into[k];
    into[i] = sum / l[i * n + i];
  }
  return into;
}

/** Solves Lᵀ x = b by back substitution; `into` may be `b` itself. */
export function solveLowerTransposed(l: Float64Array, n: number, b: ArrayLike<number>, into: Float64Array = new Float64Array(n)): Float64Array {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= l[k * n + i] * into[k];
    into[i] = sum / l[i * n + i];
  }
  return into;
}

/** Solves (L Lᵀ) x = b. */
export function choleskySolve(l: Float64Array, n: number, b: ArrayLike<number>, into: Float64Array = new Float64Array(n)): Float64Array {
  return solveLowerTransposed(l, n, solveLower(l, n, b, into), into);
}

/** ln |a| of a = L Lᵀ. */
export function logDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(l[i * n + i]);
  return 2 * sum;
}

/** Inverse of L Lᵀ, symmetric n × n. */
export function choleskyInverse(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    choleskySolve(l, n, column, column);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i];
  }
  return inverse;
}

/** Inverse of a symmetric positive definite matrix, or null where it is not positive definite. */
export function symmetricInverse(a: Float64Array, n: number): Float64Array | null {
  const l = cholesky(a, n);
  return l && choleskyInverse(l, n);
}

/** XᵀX (cols × cols) of X (rows × cols). */
export function gram(x: Float64Array, rows: number, cols: number): Float64Array {
  const g = new Float64Array(cols * cols);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < cols; i++) {
      const xi = x[r * cols + i];
      if (xi === 0) continue;
      for (let j = 0; j <= i; j++) g[i * cols + j] += xi * x[r * cols + j];
    }
  }
  for (let i = 0; i < cols; i++) for (let j = 0; j < i; j++) g[j * cols + i] = g[i * cols + j];
  return g;
}

/** X v (length rows). */
export function multiplyVector(x: Float64Array, rows: number, cols: number, v: ArrayLike<number>, into: Float64Array = new Float64Array(rows)): Float64Array {
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let c = 0; c < cols; c++) sum += x[r * cols + c] * v[c];
    into[r] = sum;
  }
  return into;
}

/** Xᵀ v (length cols). */
export function multiplyTransposed(x: Float64Array, rows: number, cols: number, v: ArrayLike<number>, into: Float64Array = new Float64Array(cols)): Float64Array {
  into.fill(0);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) into[c] += x[r * cols + c] * v[r];
  return into;
}

export interface LeastSquares {
  /** Coefficients (length cols); 0 for columns that the rest already explain (those stand in `dropped`). */
  coefficients: Float64Array;
  /** (XᵀX)⁻¹, cols × cols, zero rows and columns for the dropped; times the residual variance it is the covariance. */
  inverseGram: Float64Array;
  residualSumOfSquares: number;
  rank: number;
  dropped: number[];
}

/**
 * Minimises |y − X b|² by Householder QR with column pivoting. X is rows × cols, rows ≥ 1.
 * Columns whose remaining norm falls under `tolerance` of the largest are dropped (named, not silently zero).
 */
export function leastSquares(x: Float64Array, rows: number, cols: number, y: ArrayLike<number>, tolerance = 1e-10): LeastSquares {
  const a = Float64Array.from(x);
  const b = Float64Array.from(y);
  const order = Array.from({ length: cols }, (_, j) => j);
  const original = columnNorms(a, rows, cols, 0);
  let rank = 0;
  for (let k = 0; k < Math.min(rows, cols); k++) {
    const norms = columnNorms(a, rows, cols, k);
    const share = (j: number): number => (original[order[j]] > 0 ? norms[j] / original[order[j]] : 0);
    let best = k;
    for (let j = k + 1; j < cols; j++) if (share(j) > share(best)) best = j;
    // Shares of the column's own length make the judgement independent of the columns' units.
    if (!(share(best) > tolerance)) break;
    swapColumns(a, rows, cols, k, best, order);
    reflect(a, b, rows, cols, k);
    rank++;
  }
  const coefficients = new Float64Array(cols);
  const solution = backSubstitute(a, cols, rank, b);
  for (let i = 0; i < rank; i++) coefficients[order[i]] = solution[i];
  let residualSumOfSquares = 0;
  for (let r = rank; r < rows; r++) residualSumOfSquares += b[r] * b[r];
  return { coefficients, inverseGram: inverseFromR(a, cols, rank, order), residualSumOfSquares, rank, dropped: order.slice(rank).sort((p, q) => p - q) };
}

function columnNorms(a: Float64Array, rows: number, cols: number, from: number): Float64Array {
  const norms = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let r = from; r < rows; r++) sum += a[r * cols + j] * a[r * cols + j];
    norms[j] = Math.sqrt(sum);
  }
  return norms;
}

function swapColumns(a: Float64Array, rows: number, cols: number, p: number, q: number, order: number[]): void {
  if (p === q) return;
  for (let r = 0; r < rows; r++) [a[r * cols + p], a[r * cols + q]] = [a[r * cols + q], a[r * cols + p]];
  [order[p], order[q]] = [order[q], order[p]];
}

function reflect(a: Float64Array, b: Float64Array, rows: number, cols: number, k: number): void {
  let norm = 0;
  for (let r = k; r < rows; r++) norm += a[r * cols + k] * a[r * cols + k];
  const alpha = a[k * cols + k] > 0 ? -Math.sqrt(norm) : Math.sqrt(norm);
  const v = new Float64Array(rows - k);
  for (let r = k; r < rows; r++) v[r - k] = a[r * cols + k];
  v[0] -= alpha;
  let vv = 0;
  for (const value of v) vv += value * value;
  if (vv === 0) return;
  for (let j = k; j <= cols; j++) {
    let dot = 0;
    for (let r = k; r < rows; r++) dot += v[r - k] * (j < cols ? a[r * cols + j] : b[r]);
    const scale = (2 * dot) / vv;
    for (let r = k; r < rows; r++) {
      if (j < cols) a[r * cols + j] -= scale * v[r - k];
      else b[r] -= scale * v[r - k];
    }
  }
}

function backSubstitute(r: Float64Array, cols: number, rank: number, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(rank);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = b[i];
    for (let j = i + 1; j < rank; j++) sum -= r[i * cols + j] * x[j];
    x[i] = sum / r[i * cols + i];
  }
  return x;
}

function inverseFromR(r: Float64Array, cols: number, rank: number, order: number[]): Float64Array {
  const columns = Array.from({ length: rank }, (_, j) => backSubstitute(r, cols, rank, Array.from({ length: rank }, (_, i) => (i === j ? 1 : 0))));
  const inverse = new Float64Array(cols * cols);
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j < rank; j++) {
      let sum = 0;
      for (let k = Math.max(i, j); k < rank; k++) sum += columns[k][i] * columns[k][j];
      inverse[order[i] * cols + order[j]] = sum;
    }
  }
  return inverse;
}

/** Eigenvalues (descending) and eigenvectors (column j of `vectors`, n × n) of a symmetric matrix by cyclic Jacobi rotations. */
export function symmetricEigen(matrix: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let total = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
      total += a[i * n + j] ** 2;
      if (i !== j) off += a[i * n + j] ** 2;
    }
    if (off <= 1e-30 * total) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (a[p * n + q] !== 0) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((p, q) => a[q * n + q] - a[p * n + p]);
  const values = Float64Array.from(order, (i) => a[i * n + i]);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) vectors[i * n + j] = v[i * n + order[j]];
  return { values, vectors };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p], a[k * n + q]];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k], a[q * n + k]];
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
    const [g, h] = [v[k * n + p], v[k * n + q]];
    v[k * n + p] = c * g - s * h;
    v[k * n + q] = s * g + c * h;
  }
}
