/**
 * How well a method fits what it has seen, in one number that can be compared across methods and scales: the corrected Akaike
 * information criterion for each observation (Hurvich & Tsai 1989), which is ln σ² of the one-step error, raised for every parameter.
 */
import type { Scale } from './series.ts';

/** `squares` is the sum of squared one-step errors over `n` observations; parameters may be effective ones and need not be whole. */
export function criterion(squares: number, n: number, parameters: number): number {
  return Math.log(Math.max(squares / n, 1e-300)) + (2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(1, n - parameters - 1)) / n;
}

/** What the criterion of values `z` on a scale lacks of one on the figure's own: −2 · mean ln |dz / dy|. */
export function scaleTerm(scale: Scale, z: Float64Array): number {
  if (scale === 'plain') return 0;
  const term = (v: number): number => (scale === 'log' ? 2 * v : 2 * Math.log(v / 2));
  return z.reduce((sum, v) => sum + term(v), 0) / z.length;
}
