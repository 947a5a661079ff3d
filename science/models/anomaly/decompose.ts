/** Level and season of a series by medians, which a fifth of wild values cannot move; the level may jump at given breaks. */
import { median, quantile } from '../../math/summary.ts';

export interface Decomposition { expected: Float64Array; season: Float64Array; spread: number }

/**
 * `y` holds one value a period, NaN where the period is missing (never leaves this folder). `breaks` are the first periods of new levels.
 * Level: running median over `width` periods within a stretch; season: median of what is left, per phase (per stretch of `patterns`).
 */
export function decompose(y: Float64Array, season: number, breaks: number[], patterns: number[]): Decomposition {
  const n = y.length;
  const width = Math.max(4 * season + 1, 21);
  const stretches = [0, ...breaks, n];
  const parts = [0, ...patterns, n];
  const level = new Float64Array(n);
  const wave = new Float64Array(n);
  for (let round = 0; round < 3; round++) {
    for (let s = 0; s + 1 < stretches.length; s++) runningMedian(y, wave, level, stretches[s], stretches[s + 1], width);
    if (season < 2) break;
    for (let p = 0; p + 1 < parts.length; p++) phaseMedians(y, level, wave, parts[p], parts[p + 1], season);
  }
  const expected = level.map((v, t) => v + wave[t]);
  const residuals = y.map((v, t) => v - expected[t]).filter((v) => !Number.isNaN(v));
  // Medians and phase means take their share of the noise: one parameter a phase and one a window.
  const parameters = (season > 1 ? season * (parts.length - 1) : 0) + n / width + stretches.length - 1;
  const share = Math.sqrt(residuals.length / Math.max(1, residuals.length - parameters));
  return { expected, season: wave, spread: robustSpread(residuals) * share };
}

function runningMedian(y: Float64Array, wave: Float64Array, level: Float64Array, from: number, to: number, width: number): void {
  const half = Math.floor(width / 2);
  for (let t = from; t < to; t++) {
    const [a, b] = [Math.max(from, Math.min(t - half, to - width)), Math.min(to, Math.max(t + half + 1, from + width))];
    const near: number[] = [];
    for (let i = a; i < b; i++) if (!Number.isNaN(y[i])) near.push(y[i] - wave[i]);
    level[t] = near.length > 0 ? median(near) : t > from ? level[t - 1] : 0;
  }
}

function phaseMedians(y: Float64Array, level: Float64Array, wave: Float64Array, from: number, to: number, season: number): void {
  const medians = Array.from({ length: season }, (_, phase) => {
    const left: number[] = [];
    for (let t = from; t < to; t++) if (t % season === phase && !Number.isNaN(y[t])) left.push(y[t] - level[t]);
    return left.length > 0 ? median(left) : 0;
  });
  const centre = medians.reduce((a, b) => a + b, 0) / season;
  for (let t = from; t < to; t++) wave[t] = medians[t % season] - centre;
}

/** 1.4826 times the median absolute deviation; where more than half are equal, the wider 80 % range over its normal width. */
export function robustSpread(residuals: Float64Array): number {
  const centre = median(residuals);
  const mad = 1.482602218505602 * median(residuals.map((v) => Math.abs(v - centre)));
  return mad > 0 ? mad : (quantile(residuals, 0.9) - quantile(residuals, 0.1)) / 2.563103131089201;
}
