/** Student's t for a difference with Welch's degrees of freedom: interval and p-value of one and the same test. */
import { tCdf, tQuantile, tTwoSided } from '../../math/distributions.ts';
import type { Side } from '../../experiments/readout.ts';

/** A side that the test leaves open is null. */
export interface Test { low: number | null; high: number | null; p: number }

export function differenceTest(estimate: number, standardError: number, df: number, level: number, side: Side = 'two-sided'): Test {
  const t = estimate / standardError;
  if (side === 'two-sided') {
    const reach = tQuantile(1 - (1 - level) / 2, df) * standardError;
    return { low: estimate - reach, high: estimate + reach, p: tTwoSided(t, df) };
  }
  const reach = tQuantile(level, df) * standardError;
  return side === 'greater'
    ? { low: estimate - reach, high: null, p: tCdf(-t, df) }
    : { low: null, high: estimate + reach, p: tCdf(t, df) };
}
