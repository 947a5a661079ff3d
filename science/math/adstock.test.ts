import { describe, expect, it } from 'vitest';
import { adstockParameters, adstockWeights, adstockWeightsWithDerivatives, carryOver, type AdstockForm } from './adstock.ts';
import { saturation, saturationParameters, saturationSlope, saturationWithDerivatives, type SaturationForm } from './saturation.ts';

const line = (n: number, to: number): Float64Array => Float64Array.from({ length: n }, (_, i) => (to * i) / (n - 1));
/** Weibull density and survival written out apart from the code under test. */
const density = (x: number, k: number, s: number): number => (k / s) * (x / s) ** (k - 1) * Math.exp(-((x / s) ** k));
const survival = (x: number, k: number, s: number): number => Math.exp(-((x / s) ** k));

describe('carry-over, the identities of pymc-marketing tests/mmm/test_transformers.py', () => {
  it('adds to a period the retained share of those before it (geometric, not normalised)', () => {
    for (const [alpha, lags] of [[0.3, 10], [0.7, 100], [0.2, 5], [0.8, 3]]) {
      const x = line(50, 1);
      const y = carryOver(x, adstockWeights('geometric', [alpha], lags, false));
      expect(y[0]).toBe(x[0]);
      expect(y[1]).toBe(x[1] + alpha * x[0]);
      expect(y[2]).toBeCloseTo(x[2] + alpha * x[1] + alpha ** 2 * x[0], 15);
    }
  });

  it('leaves nothing of nothing', () => {
    for (const form of ['geometric', 'delayed', 'weibull-cdf', 'weibull-pdf'] as AdstockForm[]) {
      expect([...carryOver(new Float64Array(20), adstockWeights(form, [0.4, 1.5], 4, false))]).toEqual(Array.from({ length: 20 }, () => 0));
    }
  });

  it('matches the Weibull density stretched to [0, 1] and the cumulated Weibull survival', () => {
    for (const [scale, k, lags] of [[0.3, 0.5, 10], [0.5, 0.8, 7], [0.8, 1.5, 3], [0.8, 1, 50]]) {
      const raw = Array.from({ length: lags }, (_, l) => density(l + 1, k, scale));
      const [low, high] = [Math.min(...raw), Math.max(...raw)];
      adstockWeights('weibull-pdf', [k, scale], lags, false).forEach((w, l) => expect(w).toBeCloseTo((raw[l] - low) / (high - low), 12));
      let product = 1;
      adstockWeights('weibull-cdf', [k, scale], lags, false).forEach((w, l) => { if (l > 0) product *= survival(l, k, scale); expect(w).toBeCloseTo(product, 12); });
    }
  });

  it('peaks at the delay and sums to one when normalised', () => {
    const delayed = adstockWeights('delayed', [0.5, 3], 8, false);
    expect(delayed[3]).toBe(1);
    expect(delayed[2]).toBe(0.5);
    expect(delayed[1]).toBe(0.5 ** 4);
    for (const form of ['none', 'geometric', 'delayed', 'weibull-cdf', 'weibull-pdf'] as AdstockForm[]) {
      expect(adstockWeights(form, [0.6, 2], 8, true).reduce((a, b) => a + b)).toBeCloseTo(1, 14);
    }
    const x = line(30, 2);
    expect(carryOver(x, adstockWeights('geometric', [0], 8, true))).toEqual(x);
  });

  it('goes on from a history as if the series had never been cut', () => {
    const x = line(40, 3);
    const w = adstockWeights('geometric', [0.7], 6, true);
    const whole = carryOver(x, w);
    carryOver(x.slice(25), w, undefined, x.slice(0, 25)).forEach((v, i) => expect(v).toBeCloseTo(whole[25 + i], 14));
  });

  it('has derivatives that agree with differences', () => {
    for (const [form, p] of [['geometric', [0.4]], ['delayed', [0.5, 1.7]], ['weibull-cdf', [1.3, 2.2]], ['weibull-pdf', [1.8, 3.1]]] as [AdstockForm, number[]][]) {
      for (const normalised of [false, true]) {
        const d = p.map(() => new Float64Array(8));
        adstockWeightsWithDerivatives(form, p, normalised, new Float64Array(8), d);
        expect(adstockParameters[form]).toHaveLength(p.length);
        p.forEach((v, which) => {
          const move = (h: number): Float64Array => adstockWeights(form, p.map((q, i) => (i === which ? v + h : q)), 8, normalised);
          const [up, down] = [move(1e-6), move(-1e-6)];
          d[which].forEach((slope, l) => expect(slope).toBeCloseTo((up[l] - down[l]) / 2e-6, 6));
        });
      }
    }
  });
});

describe('saturation', () => {
  const cases: [SaturationForm, number[]][] = [['logistic', [2.5]], ['tanh', [0.7]], ['michaelis-menten', [0.4]], ['hill', [0.5, 2.2]], ['hill', [0.5, 0.8]], ['linear', []]];

  it('has the published closed forms', () => {
    expect(saturation('logistic', 1, [1])).toBeCloseTo((1 - Math.exp(-1)) / (1 + Math.exp(-1)), 15);
    expect(saturation('logistic', 1, [0])).toBe(0);
    for (const x of [0.01, 0.1, 0.5, 1, 100]) {
      expect(saturation('logistic', x, [Math.log(3) / x])).toBeCloseTo(0.5, 12); // inverse-scaled logistic: half at λ
      expect(saturation('michaelis-menten', x, [x])).toBe(0.5);
      expect(saturation('hill', x, [x, 1.7])).toBe(0.5);
      expect(saturation('hill', x, [0.3, 2])).toBeCloseTo(1 - 0.3 ** 2 / (0.3 ** 2 + x ** 2), 14); // 1 − κ^s / (κ^s + x^s)
      expect(saturation('hill', x, [0.3, 1])).toBeCloseTo(saturation('michaelis-menten', x, [0.3]), 14);
    }
    const [b, c] = [0.5, 1.3]; // b·tanh(x / (b·c)) inverts to b·c·artanh(y / b)
    expect(b * c * Math.atanh(saturation('tanh', 0.4, [b * c]))).toBeCloseTo(0.4, 12);
    expect(saturation('tanh', 0.8, [2 / 3])).toBeCloseTo(saturation('logistic', 0.8, [3]), 14);
  });

  it('starts at zero, rises and stays under its ceiling', () => {
    for (const [form, p] of cases.slice(0, 5)) {
      expect(saturation(form, 0, p)).toBe(0);
      let before = 0;
      for (let x = 0.05; x < 4; x += 0.05) { const now = saturation(form, x, p); expect(now).toBeGreaterThan(before); expect(now).toBeLessThan(1); before = now; }
    }
  });

  it('has slopes that are numbers at the ends of the range of doubles', () => {
    expect(saturationSlope('michaelis-menten', 1e160, [1e160]) / 2.5e-161).toBeCloseTo(1, 12);
    const [value, byX, byP] = [new Float64Array(1), new Float64Array(1), [new Float64Array(1), new Float64Array(1)]];
    for (const x of [5e-324, 1e-310, 1e-150, 1e150]) for (const [form, p] of cases) {
      expect(Number.isFinite(saturationSlope(form, x, p)), `${form} at ${x}`).toBe(true);
      saturationWithDerivatives(form, Float64Array.of(x), p, value, byX, byP);
      expect([value[0], byX[0], byP[0][0], byP[1][0]].every(Number.isFinite), `${form} at ${x}`).toBe(true);
    }
  });

  it('has derivatives that agree with differences', () => {
    for (const [form, p] of cases) {
      const x = Float64Array.of(0.05, 0.3, 1, 2.7);
      const [value, byX] = [new Float64Array(4), new Float64Array(4)];
      const byP = p.map(() => new Float64Array(4));
      saturationWithDerivatives(form, x, p, value, byX, byP);
      expect(saturationParameters[form]).toHaveLength(p.length);
      x.forEach((v, t) => {
        expect(value[t]).toBeCloseTo(saturation(form, v, p), 13);
        expect(byX[t]).toBeCloseTo((saturation(form, v + 1e-6, p) - saturation(form, v - 1e-6, p)) / 2e-6, 6);
        expect(saturationSlope(form, v, p)).toBeCloseTo(byX[t], 12);
        p.forEach((q, which) => {
          const move = (h: number): number => saturation(form, v, p.map((r, i) => (i === which ? q + h : r)));
          expect(byP[which][t]).toBeCloseTo((move(1e-6) - move(-1e-6)) / 2e-6, 6);
        });
      });
    }
  });
});
