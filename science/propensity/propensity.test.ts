import fc from '#tests/properties.ts';
import { describe, expect, it } from 'vitest';
import { seeded } from '../math/random.ts';
import { logistic } from '../math/special.ts';
import { calibrated, fitIsotonic, fitPlatt } from './calibration.ts';
import { fitLogistic } from './logistic.ts';
import { areaUnderCurve, calibrationOf } from './ranking.ts';

describe('logistic regression', () => {
  it('reproduces the hours-of-study example (20 students, exact maximum likelihood)', () => {
    // en.wikipedia.org/wiki/Logistic_regression: b0 -4.0777 (1.7610), b1 1.5046 (0.6287), log-likelihood -8.02988.
    const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
    const pass = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
    const fit = fitLogistic(Float64Array.from(hours.flatMap((h) => [1, h])), pass, 2, 0);
    if (!fit.converged) throw new Error(fit.reason);
    expect(fit.value.coefficients[0]).toBeCloseTo(-4.0777, 4);
    expect(fit.value.coefficients[1]).toBeCloseTo(1.5046, 4);
    expect(Math.sqrt(fit.value.covariance[0])).toBeCloseTo(1.761, 3);
    expect(Math.sqrt(fit.value.covariance[3])).toBeCloseTo(0.6287, 3);
    expect(fit.value.logLikelihood).toBeCloseTo(-8.02988, 4);
  });

  it('says that separated groups have no answer without a penalty, and has one with', () => {
    const x = Float64Array.from([1, -1, 1, -2, 1, 1, 1, 2]);
    expect(fitLogistic(x, [0, 0, 1, 1], 2, 0)).toEqual({ converged: false, reason: 'separated' });
    expect(fitLogistic(x, [0, 0, 1, 1], 2, 1).converged).toBe(true);
  });
});

describe('ranking', () => {
  it('counts pairs in the right order, ties half', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 40 }), (rows) => {
      const [score, outcome] = [rows.map((r) => r[0]), rows.map((r) => Number(r[1]))];
      const found = areaUnderCurve(score, outcome);
      let [pairs, right] = [0, 0];
      rows.forEach(([s, o]) => rows.forEach(([t, q]) => { if (o && !q) { pairs += 1; right += s > t ? 1 : s === t ? 0.5 : 0; } }));
      if (pairs === 0) expect(found).toBeNull();
      else expect(found?.auc).toBeCloseTo(right / pairs, 12);
    }));
  });

  it('has 90 % intervals that hold the truth 85 to 95 times in a hundred', () => {
    let held = 0;
    for (let i = 0; i < 300; i++) {
      const random = seeded(`auc ${i}`);
      const outcome = Float64Array.from({ length: 300 }, () => Number(random.next() < 0.3));
      const found = areaUnderCurve(outcome.map((o) => random.normal() + o), outcome);
      const truth = 0.7602499; // Φ(1/√2)
      if (found && found.low <= truth && truth <= found.high) held += 1;
    }
    expect(held / 300).toBeGreaterThanOrEqual(0.85);
    expect(held / 300).toBeLessThanOrEqual(0.95);
  });
});

describe('calibration', () => {
  const random = seeded('calibration');
  const truth = Float64Array.from({ length: 5000 }, () => random.normal());
  const outcome = truth.map((t) => Number(random.next() < logistic(t)));

  it('undoes an exaggeration of the log-odds', () => {
    const exaggerated = truth.map((t) => 3 * t + 1);
    const platt = fitPlatt(exaggerated, outcome);
    expect(platt.slope).toBeCloseTo(1 / 3, 1);
    for (const c of [platt, fitIsotonic(exaggerated, outcome)]) {
      expect(calibrationOf(exaggerated.map((s) => calibrated(c, s)), outcome).error).toBeLessThan(0.02);
    }
  });

  it('isotonic steps never fall and keep the overall rate', () => {
    const iso = fitIsotonic([1, 2, 3, 4, 5, 6], [0, 1, 0, 0, 1, 1]);
    expect([1, 2, 3, 4, 5, 6].map((s) => Number(calibrated(iso, s).toFixed(4)))).toEqual([0, 0.3333, 0.3333, 0.3333, 1, 1]);
  });

  it('gives the overall rate where the score says nothing', () => {
    expect(calibrated(fitPlatt([3, 2, 1, 0], [0, 0, 1, 1]), 5)).toBeCloseTo(0.5, 9);
  });
});
