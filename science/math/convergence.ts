/**
 * Did the chains agree, and how many independent draws are they worth?
 * Source: Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021, "Rank-normalization, folding, and localization" (Bayesian Analysis 16).
 * A chain set is an array of equally long Float64Arrays, one a chain, at least four draws each.
 */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Split R-hat of the rank-normalised draws, the larger of bulk and folded (their eq. 4 with section 4.1-4.2). 1 for a constant. */
export function splitRhat(chains: Float64Array[]): number {
  const halves = split(chains);
  const middle = median(halves);
  return Math.max(plainRhat(rankNormal(halves)), plainRhat(rankNormal(halves.map((c) => c.map((v) => Math.abs(v - middle))))));
}

/** Effective sample size of the rank-normalised draws (their section 4.2): trust in means and medians. */
export function bulkEss(chains: Float64Array[]): number { return ess(rankNormal(split(chains))); }

/** Smaller effective sample size of the 5 % and 95 % quantiles (their section 4.3): trust in intervals. */
export function tailEss(chains: Float64Array[]): number {
  const halves = split(chains);
  const sorted = Float64Array.from(halves.flatMap((c) => [...c])).sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  return Math.min(...[0.05, 0.95].map((share) => ess(halves.map((c) => c.map((v) => (v <= at(share) ? 1 : 0))))));
}

function split(chains: Float64Array[]): Float64Array[] {
  return chains.flatMap((c) => { const half = Math.floor(c.length / 2); return [c.slice(0, half), c.slice(c.length - half)]; });
}

function median(chains: Float64Array[]): number {
  const sorted = Float64Array.from(chains.flatMap((c) => [...c])).sort();
  return sorted[Math.floor(sorted.length / 2)];
}

/** Average ranks over ties, then Φ⁻¹((r − 3/8) / (S + 1/4)) (Blom). */
function rankNormal(chains: Float64Array[]): Float64Array[] {
  const length = chains[0].length;
  const total = chains.length * length;
  const flat = Float64Array.from({ length: total }, (_, k) => chains[Math.floor(k / length)][k % length]);
  const order = Uint32Array.from({ length: total }, (_, k) => k).sort((a, b) => flat[a] - flat[b]);
  const z = new Float64Array(total);
  for (let i = 0; i < total;) {
    let j = i;
    while (j + 1 < total && flat[order[j + 1]] === flat[order[i]]) j++;
    const score = normalQuantile(((i + j) / 2 + 1 - 0.375) / (total + 0.25), 0, 1);
    for (; i <= j; i++) z[order[i]] = score;
  }
  return chains.map((_, c) => z.slice(c * length, (c + 1) * length));
}

function moments(chains: Float64Array[]): { within: number; total: number; means: number[] } {
  const n = chains[0].length;
  const means = chains.map((c) => c.reduce((a, b) => a + b, 0) / n);
  const grand = means.reduce((a, b) => a + b, 0) / means.length;
  const within = chains.reduce((sum, c, k) => sum + c.reduce((s, v) => s + (v - means[k]) ** 2, 0) / (n - 1), 0) / chains.length;
  const between = (n / (means.length - 1)) * means.reduce((s, m) => s + (m - grand) ** 2, 0);
  return { within, total: ((n - 1) / n) * within + between / n, means };
}

function plainRhat(chains: Float64Array[]): number {
  const { within, total } = moments(chains);
  return within > 0 ? Math.sqrt(total / within) : 1;
}

/** Geyer's initial monotone sequence over the combined autocorrelations (their eq. 10-13), capped at S log₁₀ S. */
function ess(chains: Float64Array[]): number {
  const n = chains[0].length;
  const size = n * chains.length;
  const { within, total, means } = moments(chains);
  if (!(total > 0)) return size;
  const correlation = (lag: number): number => {
    let covariance = 0;
    chains.forEach((c, k) => { let s = 0; for (let i = lag; i < n; i++) s += (c[i] - means[k]) * (c[i - lag] - means[k]); covariance += s / n; });
    return 1 - (within - (covariance / chains.length) * (n / (n - 1))) / total;
  };
  let tau = -1;
  let last = Infinity;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1);
    if (!(pair > 0)) break;
    last = Math.min(last, pair);
    tau += 2 * last;
  }
  return Math.min(size / Math.max(tau, 1 / Math.log10(size)), size * Math.log10(size));
}
