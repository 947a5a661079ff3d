/** Three ways to learn the effect of a treatment on each person from a randomised campaign; all give a linear score or a difference of two. */
import { choleskySolve, cholesky } from '../../math/linear.ts';
import { logistic } from '../../math/special.ts';
import { fitLogistic, linearPredictor } from '../../propensity/logistic.ts';

export type Learner = 't' | 'x' | 'class';

/** Coefficients of the standardised design; which of them are used depends on the learner. */
export interface Learnt { learner: Learner; share: number; first: number[]; second: number[] }

/** Null where a regression has no trustworthy optimum. Needs both groups, both outcomes. */
export function learn(learner: Learner, x: Float64Array, terms: number, treated: ArrayLike<number>, outcome: ArrayLike<number>, ridge: number): Learnt | null {
  const rows = outcome.length;
  let n1 = 0;
  for (let i = 0; i < rows; i++) n1 += treated[i];
  const share = n1 / rows;
  if (learner === 'class') {
    // Jaśkowski & Jaroszewicz 2012: Z = 1 where treated and acted, or untreated and did not; groups weighted to equal size.
    const z = Float64Array.from({ length: rows }, (_, i) => Number(outcome[i] === treated[i]));
    const weight = Float64Array.from({ length: rows }, (_, i) => 0.5 / (treated[i] === 1 ? share : 1 - share));
    const fit = fitLogistic(x, z, terms, ridge, weight);
    return fit.converged ? { learner, share, first: Array.from(fit.value.coefficients), second: [] } : null;
  }
  const groups = [1, 0].map((g) => part(x, terms, treated, outcome, g));
  const [one, zero] = groups.map((g) => fitLogistic(g.x, g.y, terms, ridge));
  if (!one.converged || !zero.converged) return null;
  if (learner === 't') return { learner, share, first: Array.from(one.value.coefficients), second: Array.from(zero.value.coefficients) };
  // X-learner (Künzel et al. 2019, eq. 6 to 9): what each would have done in the other group, then straight lines through the effects.
  const else0 = linearPredictor(groups[0].x, terms, zero.value.coefficients);
  const else1 = linearPredictor(groups[1].x, terms, one.value.coefficients);
  const first = ridgeLine(groups[0].x, terms, groups[0].y.map((y, i) => y - logistic(else0[i])), ridge);
  const second = ridgeLine(groups[1].x, terms, groups[1].y.map((y, i) => logistic(else1[i]) - y), ridge);
  return first && second ? { learner, share, first, second } : null;
}

/** The learnt effect of the treatment on each row. */
export function score(l: Learnt, x: Float64Array, terms: number): Float64Array {
  const a = linearPredictor(x, terms, l.first);
  if (l.learner === 'class') return a.map((v) => 2 * logistic(v) - 1);
  const b = linearPredictor(x, terms, l.second);
  return l.learner === 't' ? a.map((v, i) => logistic(v) - logistic(b[i])) : a.map((v, i) => (1 - l.share) * v + l.share * b[i]);
}

function part(x: Float64Array, terms: number, treated: ArrayLike<number>, outcome: ArrayLike<number>, group: number): { x: Float64Array; y: Float64Array } {
  const rows: number[] = [];
  for (let i = 0; i < outcome.length; i++) if (treated[i] === group) rows.push(i);
  const taken = new Float64Array(rows.length * terms);
  rows.forEach((i, at) => taken.set(x.subarray(i * terms, (i + 1) * terms), at * terms));
  return { x: taken, y: Float64Array.from(rows, (i) => outcome[i]) };
}

function ridgeLine(x: Float64Array, terms: number, y: Float64Array, ridge: number): number[] | null {
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  for (let row = 0; row < y.length; row++) for (let i = 0; i < terms; i++) {
    const v = x[row * terms + i];
    right[i] += v * y[row];
    for (let j = 0; j < terms; j++) normal[i * terms + j] += v * x[row * terms + j];
  }
  for (let i = 1; i < terms; i++) normal[i * terms + i] += ridge;
  const factor = cholesky(normal, terms);
  return factor ? Array.from(choleskySolve(factor, terms, right)) : null;
}
