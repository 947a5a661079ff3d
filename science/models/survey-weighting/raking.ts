/** Weights whose shares meet given shares in several columns at once: iterative proportional fitting, with trimming inside the loop. */

export interface Margin { column: string; levels: string[]; shares: number[]; /** Level of each row. */ at: Int32Array }

export interface Raked { weights: Float64Array; /** Largest difference left between a share and its target. */ error: number; rounds: number; trimmed: number }

/** Weights with mean 1. Each round scales every level to its share and then trims; it ends when nothing moves, or after `most`. */
export function rake(base: Float64Array, margins: readonly Margin[], least: number, largest: number, most = 2000): Raked {
  const n = base.length;
  const mean = base.reduce((a, b) => a + b, 0) / n;
  const weights = base.map((w) => w / mean);
  let [error, trimmed] = [Infinity, 0];
  for (let round = 1; round <= most; round++) {
    for (const m of margins) {
      const sums = sumsOf(weights, m);
      for (let i = 0; i < n; i++) weights[i] *= (n * m.shares[m.at[i]]) / sums[m.at[i]];
    }
    trimmed = 0;
    for (let i = 0; i < n; i++) {
      const kept = Math.min(largest, Math.max(least, weights[i]));
      if (kept !== weights[i]) { weights[i] = kept; trimmed += 1; }
    }
    const total = weights.reduce((a, b) => a + b, 0);
    const before = error;
    error = Math.max(...margins.map((m) => Math.max(...sumsOf(weights, m).map((s, l) => Math.abs(s / total - m.shares[l])))));
    if (error < 1e-10 || (trimmed > 0 && round > 20 && Math.abs(before - error) < 1e-12)) {
      return { weights: weights.map((w) => (w * n) / total), error, rounds: round, trimmed };
    }
  }
  return { weights, error, rounds: most, trimmed };
}

function sumsOf(weights: Float64Array, m: Margin): Float64Array {
  const sums = new Float64Array(m.levels.length);
  for (let i = 0; i < weights.length; i++) sums[m.at[i]] += weights[i];
  return sums;
}
