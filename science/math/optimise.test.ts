import { describe, expect, it } from 'vitest';
import fc from '#tests/properties.ts';
import { brentMinimum, brentRoot, minimise, nelderMead, numericalGradient, numericalHessian, withNumericalGradient, type Objective } from './optimise.ts';

const rosenbrock: Objective = (x, g) => {
  let sum = 0;
  g.fill(0);
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [x[i + 1] - x[i] * x[i], 1 - x[i]];
    sum += 100 * a * a + b * b;
    g[i] += -400 * a * x[i] - 2 * b;
    g[i + 1] += 200 * a;
  }
  return sum;
};

describe('optimisers', () => {
  it('walks the valley of Rosenbrock in ten dimensions to its only minimum', () => {
    const found = minimise(rosenbrock, new Float64Array(10).fill(-1.2));
    // Ten dimensions have a second, local minimum near (−1, 1, …, 1) of value 3.99: a start inside its basin may end there.
    expect(found.converged).toBe(true);
    const near = minimise(rosenbrock, new Float64Array(10).fill(0.5));
    near.x.forEach((v) => expect(v).toBeCloseTo(1, 6));
    expect(near.evaluations).toBeLessThan(200);
  });

  it('stops on the bounds when the optimum lies outside (Hock-Schittkowski 1 and 2: 0 and 0.0504261879)', () => {
    const first = minimise(rosenbrock, [-2, 1], { lower: [-Infinity, -1.5] });
    expect(first.value).toBeLessThan(1e-12);
    const second = minimise(rosenbrock, [1, 1.5], { lower: [-Infinity, 1.5] });
    expect(second.x[1]).toBe(1.5);
    expect(second.value).toBeCloseTo(0.0504261879, 9);
    expect(second.converged).toBe(true);
  });

  it('solves any convex quadratic in a box to the conditions of Karush, Kuhn and Tucker', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })), { minLength: 1, maxLength: 8 }), (terms) => {
      const objective: Objective = (x, g) => terms.reduce((sum, [k, c], i) => { g[i] = 2 * k * (x[i] - c); return sum + k * (x[i] - c) ** 2; }, 0);
      const found = minimise(objective, terms.map(() => 0), { lower: terms.map(() => -1), upper: terms.map(() => 1) });
      expect(found.converged).toBe(true);
      terms.forEach(([, c], i) => expect(Math.abs(found.x[i] - Math.max(-1, Math.min(1, c)))).toBeLessThan(1e-4));
    }));
  });

  it('says why it did not converge', () => {
    expect(minimise(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({ converged: false, reason: 'iterations' });
    expect(minimise(() => NaN, [0])).toMatchObject({ converged: false, reason: 'start-not-finite' });
    expect(nelderMead(() => NaN, [0])).toMatchObject({ converged: false, reason: 'start-not-finite' });
    expect(brentRoot((x) => x * x + 1, -1, 1)).toMatchObject({ converged: false, reason: 'not-bracketed' });
    expect(brentRoot(() => NaN, -1, 1)).toMatchObject({ converged: false, reason: 'not-finite' });
  });

  it('keeps inside a domain whose edge is infinite', () => {
    const found = minimise((x, g) => { g[0] = 1 - 1 / x[0]; return x[0] > 0 ? x[0] - Math.log(x[0]) : Infinity; }, [50]);
    expect(found.x[0]).toBeCloseTo(1, 6);
  });

  it('needs no gradient: Nelder-Mead finds the minima of Rosenbrock and of Powell\'s singular function', () => {
    const plain = (x: Float64Array): number => rosenbrock(x, new Float64Array(x.length));
    const found = nelderMead(plain, [-1.2, 1], { maxEvaluations: 2000 });
    expect(found.converged).toBe(true);
    found.x.forEach((v) => expect(v).toBeCloseTo(1, 4));
    const powell = (x: Float64Array): number => (x[0] + 10 * x[1]) ** 2 + 5 * (x[2] - x[3]) ** 2 + (x[1] - 2 * x[2]) ** 4 + 10 * (x[0] - x[3]) ** 4;
    expect(nelderMead(powell, [3, -1, 0, 1], { maxEvaluations: 5000 }).value).toBeLessThan(1e-7);
    expect(minimise(withNumericalGradient(powell), [3, -1, 0, 1]).value).toBeLessThan(1e-7);
  });

  it('differentiates numerically to the digits the step allows', () => {
    const f = (x: Float64Array): number => Math.exp(x[0]) * Math.sin(x[1]);
    const x = Float64Array.of(0.3, 0.7);
    const g = numericalGradient(f, x);
    expect(g[0]).toBeCloseTo(Math.exp(0.3) * Math.sin(0.7), 9);
    const h = numericalHessian(f, x);
    expect(h[1]).toBeCloseTo(Math.exp(0.3) * Math.cos(0.7), 6);
    expect(h[3]).toBeCloseTo(-Math.exp(0.3) * Math.sin(0.7), 6);
  });

  it('finds roots and minima of one variable (Brent)', () => {
    expect(brentRoot((x) => x ** 3 - 2 * x - 5, 2, 3).x).toBeCloseTo(2.0945514815423265, 12); // Wallis 1685
    expect(brentRoot((x) => x, 0, 5)).toMatchObject({ converged: true, x: 0 });
    const found = brentMinimum((x) => (x - 2) ** 2 + Math.cos(3 * x), 1, 4);
    expect(found.converged).toBe(true);
    expect(2 * (found.x - 2) - 3 * Math.sin(3 * found.x)).toBeCloseTo(0, 5);
  });
});
