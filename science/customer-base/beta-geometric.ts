/**
 * BG/NBD and MBG/NBD: Poisson purchases at rate λ ~ gamma(r, α); after each purchase the customer leaves with p ~ beta(a, b).
 * Sources: Fader, Hardie & Lee 2005, Marketing Science 24(2), equations 3-10 (BG/NBD); Batislam, Denizel & Filiztekin 2007, IJRM 24
 * (MBG/NBD, where a customer can leave at the very first purchase too). The two differ by one more chance to leave: `extra` 0 or 1.
 */
import { drawBeta, drawExponential, drawGamma } from '../math/distributions.ts';
import { digamma, gammaln, logistic, softplus, trigamma } from '../math/special.ts';
import { lomaxMedian, type Family, type Term } from './family.ts';
import { outline, type Histories } from './histories.ts';

export const bgNbd: Family = betaGeometric(0);
export const mbgNbd: Family = betaGeometric(1);

function betaGeometric(extra: 0 | 1): Family {
  return {
    parameters: ['r', 'alpha', 'a', 'b'],
    purchaseScale: [1],
    dropoutScale: [2, 3],
    term: (log) => term(extra, log),
    starts,
    alive: (p, x, tx, T) => (extra === 0 && x === 0 ? 1 : logistic(-logOddsGone(p, x, tx, T, extra))),
    posterior: (p, x, T) => [p[0] + x, p[1] + T, p[2], p[3] + x + extra],
    mean: activeMean,
    pmf: activePmf,
    wait: lomaxMedian,
    draw: (random, p, T) => {
      const rate = drawGamma(random, p[0], p[1]);
      const leave = drawBeta(random, p[2], p[3]);
      let [x, tx, t] = [0, 0, 0];
      if (extra === 1 && random.next() < leave) return { x, tx };
      for (;;) {
        t += drawExponential(random, rate);
        if (!(t <= T)) return { x, tx };
        x++;
        tx = t;
        if (random.next() < leave) return { x, tx };
      }
    },
  };
}

/** ln of the odds of having left: ln a/(b+x-1+extra) + (r+x) ln (α+T)/(α+t_x) (Fader, Hardie & Lee 2005, the δ term of eq. 6). */
function logOddsGone(p: ArrayLike<number>, x: number, tx: number, T: number, extra: number): number {
  return Math.log(p[2] / (p[3] + x - 1 + extra)) + (p[0] + x) * Math.log1p((T - tx) / (p[1] + tx));
}

/**
 * ln L = ln Γ(r+x)/Γ(r) + r ln α + ln B(a, b+x+extra)/B(a, b) - (r+x) ln(α+T) + ln(1 + odds of having left),
 * which is eq. 6 with the alive term taken out, so that nothing overflows however long the silence.
 */
// size: the value with all its first and second derivatives; apart, the inner loop would have to pass forty numbers about.
function term(extra: 0 | 1, log: Float64Array): Term {
  const [r, alpha, a, b] = [Math.exp(log[0]), Math.exp(log[1]), Math.exp(log[2]), Math.exp(log[3])];
  const lnAlpha = log[1];
  const at = { gr: gammaln(r), gb: gammaln(b), gab: gammaln(a + b), dr: digamma(r), db: digamma(b), dab: digamma(a + b), tr: trigamma(r), tb: trigamma(b), tab: trigamma(a + b) };
  let lastX = -1;
  let [base, baseR, baseRR, baseA, baseAA, baseB, baseBB, lnOdds, step] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const prepare = (x: number): void => {
    lastX = x;
    const bx = b + x + extra;
    base = gammaln(r + x) - at.gr + r * lnAlpha + gammaln(bx) - gammaln(a + bx) - at.gb + at.gab;
    baseR = digamma(r + x) - at.dr + lnAlpha;
    baseRR = trigamma(r + x) - at.tr;
    baseA = at.dab - digamma(a + bx);
    baseAA = at.tab - trigamma(a + bx);
    baseB = digamma(bx) - at.db + baseA;
    baseBB = trigamma(bx) - at.tb + baseAA;
    step = x + extra > 0 ? 1 / (bx - 1) : 0;
    lnOdds = x + extra > 0 ? log[2] - Math.log(bx - 1) : -Infinity;
  };
  // size: the value with all its first and second derivatives; apart, the inner loop would have to pass forty numbers about.
  return (x, tx, T, out) => {
    if (x !== lastX) prepare(x);
    const rx = r + x;
    const late = 1 / (alpha + T);
    const lnLate = Math.log(alpha + T);
    let gr = baseR - lnLate;
    let ga = r / alpha - rx * late;
    let [gp, gq, hrr, hra, haa, hpp, hpq, hqq] = [baseA, baseB, baseRR, 1 / alpha - late, -r / (alpha * alpha) + rx * late * late, baseAA, baseAA, baseBB];
    let [hrp, hrq, hap, haq] = [0, 0, 0, 0];
    let value = base - rx * lnLate;
    if (x + extra > 0) {
      const early = 1 / (alpha + tx);
      const gap = Math.log1p((T - tx) * early);
      const q = rx * gap + lnOdds;
      const gone = logistic(q);
      value += softplus(q);
      const mixed = gone * (1 - gone);
      const slope = late - early;
      const [qa, qp, qq] = [rx * slope, 1 / a, -step];
      gr += gone * gap;
      ga += gone * qa;
      gp += gone * qp;
      gq += gone * qq;
      hrr += mixed * gap * gap;
      hra += mixed * gap * qa + gone * slope;
      haa += mixed * qa * qa + gone * rx * (early * early - late * late);
      hpp += mixed * qp * qp - gone * qp * qp;
      hpq += mixed * qp * qq;
      hqq += mixed * qq * qq + gone * step * step;
      hrp = mixed * gap * qp;
      hrq = mixed * gap * qq;
      hap = mixed * qa * qp;
      haq = mixed * qa * qq;
    }
    out[0] = value;
    out[1] = r * gr; // derivatives in the logarithms of the parameters from here on
    out[2] = alpha * ga;
    out[3] = a * gp;
    out[4] = b * gq;
    out[5] = r * r * hrr + out[1];
    out[6] = r * alpha * hra;
    out[7] = r * a * hrp;
    out[8] = r * b * hrq;
    out[9] = alpha * alpha * haa + out[2];
    out[10] = alpha * a * hap;
    out[11] = alpha * b * haq;
    out[12] = a * a * hpp + out[3];
    out[13] = a * b * hpq;
    out[14] = b * b * hqq + out[4];
  };
}

/** Four corners of plausible behaviour, scaled by the data: purchase rates spread little or much, leaving rare or common. */
function starts(h: Histories): Float64Array[] {
  const seen = outline(h);
  const rate = seen.purchases / seen.age;
  const point = (r: number, leave: number, spread: number): Float64Array => Float64Array.from([r, r / (rate * 2), leave * spread, (1 - leave) * spread].map(Math.log));
  return [point(0.5, 0.25, 3), point(2, 0.1, 5), point(0.2, 0.5, 1.5), point(1, 0.02, 20)];
}

/**
 * E[purchases within t] while active at the start (eq. 9 of Fader, Hardie & Lee 2005 with its ₂F₁ put through Euler's transformation):
 *   E = -C expm1(ε ln(1-z))/ε - (1-z)^ε Σ_{n>=1} (C-r)_n (a)_{n-1} zⁿ / ((C+1)_{n-1} n!),  z = t/(α+t), ε = a-1, C = a+b-1.
 * The published form divides by a-1 and fails at a = 1; this one has no such point, and its series does not slow down with x.
 */
export function activeMean(p: ArrayLike<number>, t: number): number {
  if (!(t > 0)) return 0;
  const [r, alpha, a, b] = [p[0], p[1], p[2], p[3]];
  const z = t / (alpha + t);
  const lnRest = -Math.log1p(t / alpha);
  const e = a - 1;
  const c = a + b - 1;
  let u = (c - r) * z;
  let sum = u;
  for (let n = 1; n < 1e6; n++) {
    u *= ((c - r + n) * (a + n - 1) * z) / ((c + n) * (n + 1));
    sum += u;
    if (Math.abs(u) <= 1e-16 * Math.abs(sum) && n > r - c) break;
  }
  const main = e === 0 ? -lnRest : -Math.expm1(e * lnRest) / e;
  return Math.max(0, c * main - Math.exp(e * lnRest) * sum);
}

/** P(n purchases within t) while active at the start (eq. 8 of Fader, Hardie & Lee 2005). */
export function activePmf(p: ArrayLike<number>, n: number, t: number): number {
  const [r, alpha, a, b] = [p[0], p[1], p[2], p[3]];
  if (!(t > 0)) return n === 0 ? 1 : 0;
  const lnStay = -r * Math.log1p(t / alpha);
  if (n === 0) return Math.exp(lnStay);
  const share = t / (alpha + t);
  const lnBeta = (i: number, j: number): number => gammaln(a + i) + gammaln(b + j) - gammaln(a + b + i + j) - gammaln(a) - gammaln(b) + gammaln(a + b);
  let nbd = Math.exp(lnStay);
  let below = 0;
  for (let j = 0; j < n; j++) {
    below += nbd;
    nbd *= ((r + j) / (j + 1)) * share;
  }
  const left = Math.exp(lnBeta(1, n - 1)) * Math.max(0, 1 - below);
  return Math.exp(lnBeta(0, n)) * nbd + left;
}
