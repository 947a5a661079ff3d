import type { Estimate } from '../models/contract.ts';
import { normalQuantile } from '../math/distributions.ts';

/** Share of `hits` in `all` with the interval of Wilson 1927; `all` above zero. */
export function shareOf(hits: number, all: number, level = 0.9): Estimate {
  const z = normalQuantile((1 + level) / 2);
  const value = hits / all;
  const centre = (value + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((value * (1 - value)) / all + (z * z) / (4 * all * all));
  return { value, low: Math.max(0, Math.min(value, centre - half)), high: Math.min(1, Math.max(value, centre + half)), level };
}
