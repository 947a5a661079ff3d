/** The belief about one effect after the experiment, and what follows from it. */
import { normalCdf, normalPdf, normalQuantile } from '../math/distributions.ts';

export interface Normal { mean: number; sd: number }

/** Normal data under a normal prior (Gelman et al. 2013, eq. 2.10); no prior leaves the data as they are. */
export function posterior(estimate: number, standardError: number, prior: Normal | null): Normal {
  if (!prior) return { mean: estimate, sd: standardError };
  const [a, b] = [1 / standardError ** 2, 1 / prior.sd ** 2];
  return { mean: (a * estimate + b * prior.mean) / (a + b), sd: Math.sqrt(1 / (a + b)) };
}

/** P(effect > 0). */
export function chanceAbove(p: Normal): number {
  return normalCdf(p.mean / p.sd);
}

/** E[max(effect, 0)] = mean Φ(mean/sd) + sd φ(mean/sd): what is lost by staying with the control. */
export function expectedGain(p: Normal): number {
  const z = p.mean / p.sd;
  return Math.max(0, p.mean * normalCdf(z) + p.sd * normalPdf(z));
}

export function credible(p: Normal, level: number): { low: number; high: number } {
  const reach = normalQuantile((1 + level) / 2) * p.sd;
  return { low: p.mean - reach, high: p.mean + reach };
}

/** P(each is the largest) for independent normals, by the trapezoid rule over the span of all of them. */
export function chanceLargest(levels: readonly Normal[]): number[] {
  const low = Math.min(...levels.map((l) => l.mean - 9 * l.sd));
  const high = Math.max(...levels.map((l) => l.mean + 9 * l.sd));
  const finest = Math.min(...levels.map((l) => l.sd));
  const steps = Math.min(200000, Math.max(400, Math.ceil((high - low) / (finest / 8))));
  const step = (high - low) / steps;
  const chance = levels.map(() => 0);
  for (let s = 0; s <= steps; s++) {
    const x = low + s * step;
    const below = levels.map((l) => normalCdf((x - l.mean) / l.sd));
    const all = below.reduce((a, b) => a * b, 1);
    if (all === 0) continue;
    levels.forEach((l, i) => { chance[i] += (normalPdf(x, l.mean, l.sd) * all * step) / below[i]; });
  }
  const total = chance.reduce((a, b) => a + b, 0);
  return chance.map((c) => c / total);
}
