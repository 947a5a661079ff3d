/** Fits a buy-till-you-die family to grouped histories, with or without covariates. */
import type { Family, Term } from './family.ts';
import { packedLength } from './family.ts';
import { groupHistories, thin, type Histories } from './histories.ts';
import { maximise, type LogLikelihood, type Maximum } from './maximise.ts';

/** Above this many distinct histories the search starts on every eighth of them and only ends on all. */
const SAMPLE_ABOVE = 5000;

/** Log-likelihood of all histories with gradient and Hessian in the logarithms of the parameters. */
export function logLikelihood(family: Family, h: Histories): LogLikelihood {
  const n = family.parameters.length;
  const out = new Float64Array(packedLength(n));
  return (log, gradient, hessian) => {
    const packed = sumTerms(family.term(log), h, out);
    unpack(packed, n, gradient, hessian);
    return packed[0];
  };
}

function sumTerms(term: Term, h: Histories, out: Float64Array): Float64Array {
  const packed = new Float64Array(out.length);
  const { x, tx, T, weight, rows } = h;
  for (let i = 0; i < rows; i++) {
    term(x[i], tx[i], T[i], out);
    const w = weight[i];
    for (let k = 0; k < out.length; k++) packed[k] += w * out[k];
  }
  return packed;
}

function unpack(packed: Float64Array, n: number, gradient: Float64Array, hessian: Float64Array): void {
  let k = 1 + n;
  for (let i = 0; i < n; i++) {
    gradient[i] = packed[1 + i];
    for (let j = i; j < n; j++) hessian[i * n + j] = hessian[j * n + i] = packed[k++];
  }
}

/** Maximum-likelihood estimate; `point` and `covariance` are in the logarithms of the parameters. */
export function fitFamily(family: Family, h: Histories): Maximum {
  if (h.rows <= SAMPLE_ABOVE) return maximise(logLikelihood(family, h), family.starts(h));
  const first = fitFamily(family, thin(h, h.rows / 8));
  const all = logLikelihood(family, h);
  // The sample's optimum lies within its standard error of the whole one, so Newton needs two or three steps here.
  const got = maximise(all, [first.point], { tolerance: 1e-8 });
  // Flat in the sample from wherever it began, and flat at that end in all: no other start would tell what the data do not.
  const untold = !got.settled && !first.settled && got.why === 'flat' && first.why === 'flat';
  return got.settled || first.settled || untold ? got : maximise(all, family.starts(h));
}

/** Covariates: one row of `width` numbers a customer, the same for the purchase rate and for leaving. */
export interface Covariates { width: number; values: Float64Array }

interface Group { z: Float64Array; histories: Histories }

/** Customers with the same covariates, each group with its own histories. */
function groupCovariates(x: ArrayLike<number>, tx: ArrayLike<number>, T: ArrayLike<number>, covariates: Covariates): Group[] {
  const { width, values } = covariates;
  const members = new Map<string, number[]>();
  for (let i = 0; i < x.length; i++) {
    const key = values.subarray(i * width, (i + 1) * width).join(',');
    const list = members.get(key);
    if (list) list.push(i);
    else members.set(key, [i]);
  }
  return [...members.values()].map((list) => ({
    z: values.slice(list[0] * width, (list[0] + 1) * width),
    histories: groupHistories(list.map((i) => x[i]), list.map((i) => tx[i]), list.map((i) => T[i])),
  }));
}

/**
 * Log-parameters of a customer with covariates z (Fader & Hardie 2007, "Incorporating time-invariant covariates into the Pareto/NBD and
 * BG/NBD models"): the scale of the purchase rate is α exp(-γ₁ᵀz); leaving is scaled by exp(-γ₂ᵀz) (Pareto/NBD's β) or exp(γ₂ᵀz) and
 * exp(γ₃ᵀz) (BG/NBD's a and b). `point` holds the base parameters, then the coefficients of each scale in turn.
 */
export function withCovariates(family: Family, point: ArrayLike<number>, z: ArrayLike<number>, into: Float64Array = new Float64Array(family.parameters.length)): Float64Array {
  const n = family.parameters.length;
  for (let i = 0; i < n; i++) into[i] = point[i];
  scales(family).forEach(({ parameter, sign }, s) => {
    for (let j = 0; j < z.length; j++) into[parameter] += sign * point[n + s * z.length + j] * z[j];
  });
  return into;
}

/** Which parameters covariates move and in which direction, in the order of the coefficients. */
export function scales(family: Family): { parameter: number; sign: number }[] {
  const single = family.dropoutScale.length === 1;
  return [
    ...family.purchaseScale.map((parameter) => ({ parameter, sign: -1 })),
    ...family.dropoutScale.map((parameter) => ({ parameter, sign: single ? -1 : 1 })),
  ];
}

/** Maximum-likelihood estimate with covariates and the likelihood it maximises; the coefficients follow the base log-parameters in `point`. */
export function fitWithCovariates(family: Family, x: ArrayLike<number>, tx: ArrayLike<number>, T: ArrayLike<number>, covariates: Covariates): { got: Maximum; likelihood: LogLikelihood } {
  const base = fitFamily(family, groupHistories(x, tx, T));
  const groups = groupCovariates(x, tx, T, covariates);
  const size = family.parameters.length + scales(family).length * covariates.width;
  const start = new Float64Array(size);
  start.set(base.point);
  const likelihood = covariateLikelihood(family, groups, size);
  return { got: maximise(likelihood, [start]), likelihood };
}

function covariateLikelihood(family: Family, groups: Group[], size: number): LogLikelihood {
  const n = family.parameters.length;
  const acting = scales(family);
  const out = new Float64Array(packedLength(n));
  const [g, h] = [new Float64Array(n), new Float64Array(n * n)];
  return (point, gradient, hessian) => {
    gradient.fill(0);
    hessian.fill(0);
    let value = 0;
    for (const { z, histories } of groups) {
      const packed = sumTerms(family.term(withCovariates(family, point, z)), histories, out);
      value += packed[0];
      unpack(packed, n, g, h);
      // d log-parameter / d point: the identity for the base, ± z for coefficients.
      const source = Array.from({ length: size }, (_, k) => (k < n ? { parameter: k, factor: 1 }
        : { parameter: acting[Math.floor((k - n) / z.length)].parameter, factor: acting[Math.floor((k - n) / z.length)].sign * z[(k - n) % z.length] }));
      for (let i = 0; i < size; i++) {
        gradient[i] += source[i].factor * g[source[i].parameter];
        for (let j = 0; j < size; j++) hessian[i * size + j] += source[i].factor * source[j].factor * h[source[i].parameter * n + source[j].parameter];
      }
    }
    return value;
  };
}
