/**
 * A yearly season of purchasing as a clock that runs faster in busy weeks: rate at time t = a customer's own rate × s(t), s of mean 1 over
 * a year. In operational time Λ(t) = ∫ s the process is an ordinary BG/NBD, Pareto/NBD or NBD, so every formula of theirs holds with
 * Λ in the place of t (time change of a Poisson process: Cox & Lewis 1966, section 3.1).
 */
export interface Season {
  /** Length of a year, in the unit of the times. */
  period: number;
  /** s in each of as many equal parts of the year, counted from time 0 (1 January 1970 where times are days since then). */
  intensity: number[];
}

export function flat(period: number, parts: number): Season {
  return { period, intensity: new Array<number>(parts).fill(1) };
}

/** Λ(t): operational time up to t, equal to t at every full year. */
export function operational(season: Season): (t: number) => number {
  const { period, intensity } = season;
  const width = period / intensity.length;
  const sums = new Float64Array(intensity.length + 1);
  intensity.forEach((s, b) => { sums[b + 1] = sums[b] + s * width; });
  return (t) => {
    const years = Math.floor(t / period);
    const within = (t - years * period) / width;
    const b = Math.min(intensity.length - 1, Math.floor(within));
    return years * sums[intensity.length] + sums[b] + intensity[b] * (within - b) * width;
  };
}

/** Part of the year that t falls into. */
export function partOf(season: Season, t: number): number {
  const n = season.intensity.length;
  const share = t / season.period - Math.floor(t / season.period);
  return Math.min(n - 1, Math.floor(share * n));
}

/** Moves each part towards observed/expected repeat purchases, with `prior` purchases' worth of trust in what it was, and back to mean 1. */
export function revise(season: Season, observed: ArrayLike<number>, expected: ArrayLike<number>, prior: number): Season {
  const raw = season.intensity.map((s, b) => (expected[b] + prior > 0 ? (s * (observed[b] + prior)) / (expected[b] + prior) : s));
  const mean = raw.reduce((a, b) => a + b, 0) / raw.length;
  return { period: season.period, intensity: raw.map((s) => s / mean) };
}
