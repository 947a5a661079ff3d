/** Negative binomial offspring by maximum likelihood, with the profile interval of the mean and draws for forecasts. */
import { chiSquareQuantile } from '../../math/distributions.ts';
import { brentMinimum, brentRoot } from '../../math/optimise.ts';
import type { Random } from '../../math/random.ts';
import { gammaln } from '../../math/special.ts';
import type { Offspring } from './branching.ts';

/** How many participants brought 0, 1, 2, … others. */
export type Histogram = Map<number, number>;

export interface OffspringFit { best: Offspring; low: number; high: number; draws: Offspring[] }

/** ln likelihood of the counts; the mean may be 0 only where all counts are. */
export function logLikelihood(counts: Histogram, { k, evenness }: Offspring): number {
  let sum = 0;
  const chance = k / (k + evenness);
  const none = -evenness * Math.log1p(k / evenness);
  for (const [x, n] of counts) sum += n * (none + (x > 0 ? gammaln(evenness + x) - gammaln(evenness) - gammaln(x + 1) + x * Math.log(chance) : 0));
  return sum;
}

/** The evenness that suits a mean best; from 0.003 (a handful bring all) to 3,000 (as good as Poisson). */
function evennessFor(counts: Histogram, k: number): { evenness: number; value: number } {
  const score = (u: number): number => -logLikelihood(counts, { k, evenness: Math.exp(u) }) + 0.5 * (u / 3) ** 2; // weakly about 1: a histogram of few rows may have no finite optimum
  const found = brentMinimum(score, -6, 8, 1e-6);
  return { evenness: Math.exp(found.x), value: -found.value };
}

export function fitOffspring(counts: Histogram, level: number, random: Random): OffspringFit {
  let [members, brought] = [0, 0];
  for (const [x, n] of counts) { members += n; brought += x * n; }
  // The mean's maximum likelihood is the plain mean, whatever the evenness.
  const k = brought / members;
  const top = evennessFor(counts, Math.max(k, 1e-9 / members));
  const drop = chiSquareQuantile(level, 1) / 2;
  const under = (mean: number): number => evennessFor(counts, mean).value - (top.value - drop);
  // Nobody brought anybody: the whole level lies above 0, −members ln-likelihood per unit of mean.
  const high = widen(under, Math.max(k, 0.5 / members));
  const low = k === 0 ? 0 : brentRoot((u) => under(Math.exp(u)), Math.log(k) - 12, Math.log(k), 1e-9);
  return { best: { k, evenness: top.evenness }, low: typeof low === 'number' ? low : low.converged ? Math.exp(low.x) : 0, high, draws: profileDraws(counts, k, members, top.value, random) };
}

function widen(under: (mean: number) => number, from: number): number {
  let far = 2 * from;
  while (under(far) > 0 && far < 1e6) far *= 2;
  const root = brentRoot(under, from / 2 > 0 && under(from) > 0 ? from : from / 2, far, 1e-9);
  return root.converged ? root.x : far;
}

/** Draws of (K, evenness) along the profile likelihood, K on a grid of its logarithm. */
function profileDraws(counts: Histogram, k: number, members: number, top: number, random: Random): Offspring[] {
  const centre = Math.log(Math.max(k, 0.3 / members));
  const grid = Array.from({ length: 81 }, (_, i) => centre + (i - 40) * 0.06 * Math.max(1, 8 / Math.sqrt(members)));
  const fits = grid.map((u) => ({ k: Math.exp(u), ...evennessFor(counts, Math.exp(u)) }));
  let sum = 0;
  const cumulated = fits.map((f) => (sum += Math.exp(f.value - top)));
  return Array.from({ length: 400 }, () => {
    const target = random.next() * sum;
    const { k: mean, evenness } = fits[cumulated.findIndex((c) => c >= target)];
    return { k: mean, evenness };
  });
}
