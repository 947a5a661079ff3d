/** Delta-method intervals of quantities computed from estimated parameters. */
import { normalQuantile } from '../math/distributions.ts';

/** A scale on which the quantity is closest to normal and its interval cannot leave its range. */
export type Scale = 'log' | 'logit' | 'plain';

/**
 * Central differences of `f` (several quantities at once, written into `into`) at `point`, step 1e-4 in each coordinate,
 * combined with the covariance of `point`. Answers half-widths on the scale of `f` for the given level.
 */
export function halfWidths(f: (point: Float64Array, into: Float64Array) => void, point: Float64Array, covariance: ArrayLike<number>, quantities: number, level: number): Float64Array {
  const n = point.length;
  const step = 1e-4;
  const slopes = new Float64Array(n * quantities);
  const at = Float64Array.from(point);
  const [up, down] = [new Float64Array(quantities), new Float64Array(quantities)];
  for (let i = 0; i < n; i++) {
    at[i] = point[i] + step;
    f(at, up);
    at[i] = point[i] - step;
    f(at, down);
    at[i] = point[i];
    for (let k = 0; k < quantities; k++) slopes[k * n + i] = (up[k] - down[k]) / (2 * step);
  }
  return combine(slopes, covariance, n, quantities, normalQuantile(0.5 + level / 2));
}

/** z √(gᵀ V g) for each row g of `slopes`. */
export function combine(slopes: Float64Array, covariance: ArrayLike<number>, n: number, quantities: number, z: number): Float64Array {
  const out = new Float64Array(quantities);
  for (let k = 0; k < quantities; k++) {
    let variance = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) variance += slopes[k * n + i] * covariance[i * n + j] * slopes[k * n + j];
    out[k] = z * Math.sqrt(Math.max(0, variance));
  }
  return out;
}

export function toScale(scale: Scale, value: number): number {
  if (scale === 'plain') return value;
  const floor = Math.max(value, 1e-300);
  return scale === 'log' ? Math.log(floor) : Math.log(floor) - Math.log(Math.max(1 - value, 1e-300));
}

export function fromScale(scale: Scale, value: number): number {
  if (scale === 'plain') return value;
  return scale === 'log' ? Math.exp(Math.min(value, 700)) : 1 / (1 + Math.exp(-value));
}
