/**
 * What is lost without a channel: the chance to convert from the start when every visit to the channel ends the path (removal effect,
 * Anderl et al. 2016, eq. 5). Solved as the linear system (I - Q) v = r of the absorbing chain, not simulated: small chains by elimination,
 * large ones by Gauss-Seidel sweeps to rounding error, with a bound on what is left.
 */
import { START, type Chain } from './chain.ts';

export interface Removal { probability: number; value: number; conversions: Float64Array; values: Float64Array; error: number }

const ELIMINATE_UP_TO = 200;
const SWEEPS = 20_000;

/** Chance to convert, expected value of a path, removal effects of every channel on both, and a bound on their error; null where sweeps do not settle. */
export function removalEffects(chain: Chain, stopped: () => boolean = () => false): Removal | null {
  const steps = solve(chain, new Float64Array(chain.states).fill(1), -1);
  if (!steps) return null;
  const longest = steps.v.reduce((a, b) => Math.max(a, b), 0);
  let residual = steps.residual;
  const reach = (r: Float64Array, removed: number): number | null => {
    const got = solve(chain, r, removed);
    if (!got) return null;
    residual = Math.max(residual, got.residual / Math.max(got.v[START], 1e-300));
    return got.v[START];
  };
  const probability = reach(chain.converts, -1);
  const value = reach(chain.yields, -1);
  if (probability === null || value === null) return null;
  const out: Removal = { probability, value, conversions: new Float64Array(chain.channels), values: new Float64Array(chain.channels), error: 0 };
  const paid = chain.yields.some((v) => v !== 0);
  for (let c = 0; c < chain.channels; c++) {
    if (stopped()) return null;
    const left = reach(chain.converts, c);
    const worth = paid ? reach(chain.yields, c) : 0;
    if (left === null || worth === null) return null;
    out.conversions[c] = Math.max(0, 1 - left / probability);
    out.values[c] = paid && value > 0 ? 1 - worth / value : 0;
  }
  out.error = residual * longest;
  return out;
}

/** v = r + Q v over the states whose last touch is not `removed`; v is 0 on the others. */
function solve(chain: Chain, r: Float64Array, removed: number): { v: Float64Array; residual: number } | null {
  return chain.states <= ELIMINATE_UP_TO ? eliminate(chain, r, removed) : sweep(chain, r, removed);
}

/** Gaussian elimination; I - Q of an absorbing chain is an M-matrix, so that no pivoting is needed. */
function eliminate(chain: Chain, r: Float64Array, removed: number): { v: Float64Array; residual: number } | null {
  const n = chain.states;
  const a = new Float64Array(n * n);
  const v = new Float64Array(n);
  for (let s = 0; s < n; s++) {
    a[s * n + s] = 1;
    if (chain.last[s] === removed && s !== START) continue;
    v[s] = r[s];
    for (let k = chain.rowStart[s]; k < chain.rowStart[s + 1]; k++) a[s * n + chain.target[k]] -= chain.probability[k];
  }
  for (let p = 0; p < n; p++) {
    if (!(a[p * n + p] > 1e-300)) return null;
    for (let i = p + 1; i < n; i++) {
      const f = a[i * n + p] / a[p * n + p];
      if (f === 0) continue;
      for (let j = p + 1; j < n; j++) a[i * n + j] -= f * a[p * n + j];
      v[i] -= f * v[p];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) v[i] -= a[i * n + j] * v[j];
    v[i] /= a[i * n + i];
  }
  return { v, residual: residualOf(chain, r, removed, v) };
}

/** Gauss-Seidel, backwards and forwards in turn; for an absorbing chain it converges, by a factor every sweep. */
function sweep(chain: Chain, r: Float64Array, removed: number): { v: Float64Array; residual: number } | null {
  const { states, last, rowStart, target, probability } = chain;
  const v = new Float64Array(states);
  for (let round = 0; round < SWEEPS; round++) {
    let [moved, top] = [0, 0];
    for (let k = 0; k < states; k++) {
      const s = round % 2 === 0 ? states - 1 - k : k;
      if (last[s] === removed && s !== START) continue;
      let sum = r[s];
      for (let e = rowStart[s]; e < rowStart[s + 1]; e++) sum += probability[e] * v[target[e]];
      moved = Math.max(moved, Math.abs(sum - v[s]));
      top = Math.max(top, Math.abs(sum));
      v[s] = sum;
    }
    if (moved <= 1e-15 * top) return { v, residual: residualOf(chain, r, removed, v) };
  }
  const residual = residualOf(chain, r, removed, v);
  return residual < 1e-12 ? { v, residual } : null;
}

function residualOf(chain: Chain, r: Float64Array, removed: number, v: Float64Array): number {
  let most = 0;
  for (let s = 0; s < chain.states; s++) {
    if (chain.last[s] === removed && s !== START) continue;
    let sum = r[s];
    for (let e = chain.rowStart[s]; e < chain.rowStart[s + 1]; e++) sum += chain.probability[e] * v[chain.target[e]];
    most = Math.max(most, Math.abs(sum - v[s]));
  }
  return most;
}
