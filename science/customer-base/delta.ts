/** Delta-method intervals of quantities computed from estimated parameters. */
/** A scale on which the quantity is closest to normal and its interval cannot leave its range. */
export type Scale = 'log' | 'logit' | 'plain';

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
