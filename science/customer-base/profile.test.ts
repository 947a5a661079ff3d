import { describe, expect, test } from 'vitest';
import { brentRoot } from '../math/optimise.ts';
import { seeded } from '../math/random.ts';
import { model as mbg } from '../models/mbg-nbd/model.ts';
import { count, told } from './coverage.fixture.ts';
import { maximise, type LogLikelihood, type Maximum } from './maximise.ts';
import { profileEnds } from './profile.ts';

const Z = 1.6448536269514722;

function settled(f: LogLikelihood, start: number[]): Extract<Maximum, { settled: true }> {
  const got = maximise(f, [Float64Array.from(start)], { widest: Infinity });
  if (!got.settled) throw new Error(got.why);
  return got;
}

describe('profile-likelihood intervals', () => {
  test('are estimate ± z standard errors where the likelihood is a parabola, whatever the correlation', () => {
    const [a, b, c] = [4, 3, 5]; // information matrix
    const f: LogLikelihood = ([x, y], g, h) => {
      g.set([-a * x - b * y, -b * x - c * y]);
      h.set([-a, -b, -b, -c]);
      return -(a * x * x + 2 * b * x * y + c * y * y) / 2;
    };
    const got = settled(f, [1, -1]);
    const ends = profileEnds(f, got, 2);
    [0, 1].forEach((i) => {
      expect(ends.high[i]).toBeCloseTo(Z * Math.sqrt(got.covariance[3 * i]), 2);
      expect(ends.low[i]).toBeCloseTo(-Z * Math.sqrt(got.covariance[3 * i]), 2);
    });
  });

  test('are those of the likelihood ratio for a rate told by three waits, where a parabola is off', () => {
    // Three exponential waits of mean 1 beside an unrelated normal mean: ln L = 3 ln λ - 3 λ + …, loss 3 (λ - 1 - ln λ).
    const f: LogLikelihood = ([l, y], g, h) => {
      const rate = Math.exp(l);
      g.set([3 - 3 * rate, -y]);
      h.set([-3 * rate, 0, 0, -1]);
      return 3 * l - 3 * rate - (y * y) / 2;
    };
    const ends = profileEnds(f, settled(f, [0.3, 0.3]), 2);
    const end = (from: number, to: number): number => brentRoot((l) => 6 * (Math.exp(l) - 1 - l) - Z * Z, from, to).x;
    expect(ends.low[0]).toBeCloseTo(end(-5, 0), 1);
    expect(ends.high[0]).toBeCloseTo(end(0, 3), 1);
    expect(-ends.low[0] - ends.high[0]).toBeGreaterThan(0.3);
  });

  test('an end that the data do not set is given eight logarithms away', () => {
    // A likelihood that falls by 0.4 at most on the upper side.
    const f: LogLikelihood = ([x, y], g, h) => {
      const e = Math.exp(-x);
      g.set([-0.8 * (1 - e) * e, -y]);
      h.set([-0.8 * (2 * e * e - e), 0, 0, -1]);
      return -0.4 * (1 - e) ** 2 - (y * y) / 2;
    };
    const got = settled(f, [0, 0]);
    const ends = profileEnds(f, got, 2);
    expect(ends.high[0]).toBe(got.point[0] + 8);
    expect(ends.low[0]).toBeGreaterThan(-3);
  });

  test('with standard errors below a tenth, or for coordinates not asked for, nothing is searched', () => {
    let calls = 0;
    const f: LogLikelihood = ([x, y], g, h) => {
      calls++;
      g.set([-400 * x, -y]);
      h.set([-400, 0, 0, -1]);
      return -200 * x * x - (y * y) / 2;
    };
    const got = settled(f, [0.1, 0.1]);
    calls = 0;
    const ends = profileEnds(f, got, 1);
    expect(calls).toBe(0);
    expect(ends.high[1]).toBeCloseTo(Z, 9);
  });

  test('hold the spread of MBG/NBD’s purchase rates 85 to 95 % of the time with a thousand customers, where z standard errors hold it 83 %', () => {
    const full = Boolean(process.env.TRIBUTARY_FULL);
    const [profile, parabola] = [{ held: 0, asked: 0 }, { held: 0, asked: 0 }];
    for (let run = 0; run < (full ? 400 : 60); run++) {
      const got = mbg.fit(mbg.simulate({ customers: 1000 }, { random: seeded(`a thousand ${run}`) }), {}, { random: seeded(1) });
      if (got.status !== 'fitted') continue;
      const { point, low, high, covariance } = got.value;
      const [truth, half] = [Math.log(0.525), Z * Math.sqrt(covariance[0])];
      count(profile, { low: low[0], high: high[0] }, truth);
      count(parabola, { low: point[0] - half, high: point[0] + half }, truth);
    }
    const [held, before] = [told('r of MBG/NBD, 1,000 customers, profile', profile), told('r of MBG/NBD, 1,000 customers, z standard errors', parabola)];
    expect(held).toBeGreaterThan(full ? 0.85 : 0.8);
    expect(held).toBeLessThan(full ? 0.95 : 1);
    expect(before).toBeLessThan(held);
  }, 240_000);
});
