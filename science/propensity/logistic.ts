/**
 * Logistic regression with a ridge penalty by iteratively reweighted least squares (Newton's method with step halving).
 * Sources: McCullagh & Nelder 1989, Generalized Linear Models, sec. 4.4; le Cessie & van Houwelingen 1992 (ridge), eq. 3 and 6.
 */
import { choleskyInverse, choleskySolve, cholesky } from '../math/linear.ts';
import { logistic, softplus } from '../math/special.ts';

export interface LogisticSolution {
  coefficients: Float64Array;
  /** Inverse of the penalised information, row-major; the coefficients' covariance given the penalty as a normal prior. */
  covariance: Float64Array;
  /** Log-likelihood without the penalty. */
  logLikelihood: number;
  iterations: number;
}

export type LogisticResult = { converged: true; value: LogisticSolution } | { converged: false; reason: 'singular' | 'separated' | 'iterations' };

/**
 * `x` is row-major rows × terms with the constant first, `y` 0 or 1 (or a share), `weights` default to 1.
 * Minimises  -sum w [y eta - log(1 + e^eta)] + ridge/2 * sum over all but the constant of b^2.
 */
export function fitLogistic(x: Float64Array, y: ArrayLike<number>, terms: number, ridge: number, weights?: ArrayLike<number>): LogisticResult {
  const rows = y.length;
  let b = new Float64Array(terms);
  let loss = objective(x, y, terms, ridge, b, weights);
  for (let iteration = 1; iteration <= 60; iteration++) {
    const { gradient, information } = derivatives(x, y, terms, ridge, b, weights);
    const factor = cholesky(information, terms);
    if (!factor) return { converged: false, reason: iteration > 4 ? 'separated' : 'singular' };
    const step = choleskySolve(factor, terms, gradient);
    let scale = 1;
    let next = b;
    let found = loss;
    for (; scale > 1e-6; scale /= 2) {
      next = b.map((v, i) => v - scale * step[i]);
      found = objective(x, y, terms, ridge, next, weights);
      if (found <= loss + 1e-12 * Math.abs(loss)) break;
    }
    let decrement = 0;
    for (let i = 0; i < terms; i++) decrement += gradient[i] * step[i];
    b = next;
    loss = found;
    // Without a penalty, perfectly separated groups let the coefficients grow for ever.
    if (b.some((v) => Math.abs(v) > 60)) return { converged: false, reason: 'separated' };
    if (decrement < 1e-10 * (1 + Math.abs(loss)) || decrement < 1e-12 * rows) {
      const last = derivatives(x, y, terms, ridge, b, weights);
      const root = cholesky(last.information, terms);
      if (!root) return { converged: false, reason: 'singular' };
      const covariance = choleskyInverse(root, terms);
      if (ridge === 0 && (loss < 1e-6 * rows || covariance.some((v) => v > 1e6))) return { converged: false, reason: 'separated' };
      let penalty = 0;
      for (let i = 1; i < terms; i++) penalty += 0.5 * ridge * b[i] * b[i];
      return { converged: true, value: { coefficients: b, covariance, logLikelihood: penalty - loss, iterations: iteration } };
    }
  }
  return { converged: false, reason: 'iterations' };
}

function objective(x: Float64Array, y: ArrayLike<number>, terms: number, ridge: number, b: Float64Array, w?: ArrayLike<number>): number {
  let loss = 0;
  for (let row = 0; row < y.length; row++) {
    const eta = dot(x, row * terms, b);
    loss += (w ? w[row] : 1) * (softplus(eta) - y[row] * eta);
  }
  for (let i = 1; i < terms; i++) loss += 0.5 * ridge * b[i] * b[i];
  return loss;
}

function derivatives(x: Float64Array, y: ArrayLike<number>, terms: number, ridge: number, b: Float64Array, w?: ArrayLike<number>): { gradient: Float64Array; information: Float64Array } {
  const gradient = new Float64Array(terms);
  const information = new Float64Array(terms * terms);
  for (let row = 0; row < y.length; row++) {
    const from = row * terms;
    const p = logistic(dot(x, from, b));
    const weight = w ? w[row] : 1;
    const residual = weight * (p - y[row]);
    const curve = weight * p * (1 - p);
    for (let i = 0, to = 0; i < terms; i++, to += terms) {
      const xi = x[from + i];
      gradient[i] += residual * xi;
      const c = curve * xi;
      for (let j = 0; j <= i; j++) information[to + j] += c * x[from + j];
    }
  }
  for (let i = 0; i < terms; i++) {
    if (i > 0) { gradient[i] += ridge * b[i]; information[i * terms + i] += ridge; }
    for (let j = 0; j < i; j++) information[j * terms + i] = information[i * terms + j];
  }
  return { gradient, information };
}

/** Linear predictor of each row. */
export function linearPredictor(x: Float64Array, terms: number, b: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: x.length / terms }, (_, row) => dot(x, row * terms, b));
}

function dot(x: Float64Array, from: number, b: ArrayLike<number>): number {
  let s = 0;
  for (let i = 0; i < b.length; i++) s += x[from + i] * b[i];
  return s;
}
