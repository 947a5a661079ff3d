/**
 * NBD: Poisson purchases at rate λ ~ gamma(r, α), nobody ever leaves (Ehrenberg 1959). The likelihood is that of the times of purchase
 * (no x! and no T^x), so that it compares with those of BG/NBD and Pareto/NBD:  ln L = ln Γ(r+x)/Γ(r) + r ln α - (r+x) ln(α+T).
 */
import { drawExponential, drawGamma } from '../math/distributions.ts';
import { digamma, gammaln, trigamma } from '../math/special.ts';
import { lomaxMedian, type Family } from './family.ts';
import { outline } from './histories.ts';

export const nbd: Family = {
  parameters: ['r', 'alpha'],
  purchaseScale: [1],
  dropoutScale: [],
  term: (log) => {
    const [r, alpha] = [Math.exp(log[0]), Math.exp(log[1])];
    const [g, d, t] = [gammaln(r), digamma(r), trigamma(r)];
    return (x, _tx, T, out) => {
      const late = 1 / (alpha + T);
      out[0] = gammaln(r + x) - g + r * log[1] - (r + x) * Math.log(alpha + T);
      out[1] = r * (digamma(r + x) - d + log[1] - Math.log(alpha + T));
      out[2] = r - (r + x) * alpha * late;
      out[3] = r * r * (trigamma(r + x) - t) + out[1];
      out[4] = r * (1 - alpha * late);
      out[5] = -r + (r + x) * (alpha * late) ** 2 + out[2];
    };
  },
  starts: (h) => {
    const seen = outline(h);
    return [0.5, 3].map((r) => Float64Array.from([Math.log(r), Math.log((r * seen.age) / seen.purchases)]));
  },
  alive: () => 1,
  posterior: (p, x, T) => [p[0] + x, p[1] + T],
  mean: (p, t) => (p[0] / p[1]) * t,
  pmf: (p, n, t) => {
    if (!(t > 0)) return n === 0 ? 1 : 0;
    return Math.exp(gammaln(p[0] + n) - gammaln(p[0]) - gammaln(n + 1) - p[0] * Math.log1p(t / p[1]) + n * Math.log(t / (p[1] + t)));
  },
  wait: lomaxMedian,
  draw: (random, p, T) => {
    const rate = drawGamma(random, p[0], p[1]);
    let [x, tx] = [0, 0];
    for (let t = drawExponential(random, rate); t <= T; t += drawExponential(random, rate)) {
      x++;
      tx = t;
    }
    return { x, tx };
  },
};
