/** Two samples of one column compared. */
import { chiSquareTail } from '../../math/distributions.ts';
import { quantileSorted, sorted } from '../../math/summary.ts';

export interface Index { psi: number; p: number }

/**
 * Population stability index over counts of two samples: sum (a - b) ln(a / b); half a person is added to each cell so that an
 * empty one has a logarithm. Without change psi / (1/n + 1/m) is chi-square (Yurdakul & Naranjo 2020, eq. 7), hence its p-value.
 */
export function stabilityIndex(then: readonly number[], now: readonly number[]): Index {
  const k = then.length;
  const [n, m] = [then, now].map((c) => c.reduce((a, b) => a + b, 0));
  let psi = 0;
  for (let i = 0; i < k; i++) {
    const [a, b] = [(then[i] + 0.5) / (n + k / 2), (now[i] + 0.5) / (m + k / 2)];
    psi += (a - b) * Math.log(a / b);
  }
  return { psi, p: k > 1 ? chiSquareTail(psi / (1 / n + 1 / m), k - 1) : 1 };
}

/** Counts of both samples in bands that hold equal shares of the first. */
export function bandCounts(then: Float64Array, now: Float64Array, bands: number): [number[], number[]] {
  const ordered = sorted(then);
  const edges: number[] = [];
  for (let b = 1; b < bands; b++) {
    const edge = quantileSorted(ordered, b / bands);
    if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
  }
  const count = (values: Float64Array): number[] => {
    const c = new Array<number>(edges.length + 1).fill(0);
    for (const v of values) { let i = 0; while (i < edges.length && edges[i] < v) i++; c[i] += 1; }
    return c;
  };
  return [count(then), count(now)];
}

export function levelCounts(then: readonly string[], now: readonly string[]): [number[], number[]] {
  const levels = [...new Set([...then, ...now])];
  const count = (values: readonly string[]): number[] => levels.map((l) => values.reduce((s, v) => s + Number(v === l), 0));
  return [count(then), count(now)];
}

/** Kolmogorov and Smirnov's largest distance of two distribution functions, with the asymptotic p-value (Stephens' correction). */
export function kolmogorovSmirnov(x: Float64Array, y: Float64Array): { distance: number; p: number } {
  const [a, b] = [sorted(x), sorted(y)];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const v = Math.min(a[i], b[j]);
    while (i < a.length && a[i] <= v) i++;
    while (j < b.length && b[j] <= v) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  return { distance, p: kolmogorovTail((root + 0.12 + 0.11 / root) * distance) };
}

/** P(K > z) of Kolmogorov's distribution: the alternating series above, its theta transform below 1.18. */
export function kolmogorovTail(z: number): number {
  if (z <= 0.2) return 1;
  if (z < 1.18) {
    const y = Math.exp((-Math.PI * Math.PI) / (8 * z * z));
    return 1 - (Math.sqrt(2 * Math.PI) / z) * (y + y ** 9 + y ** 25 + y ** 49);
  }
  const x = Math.exp(-2 * z * z);
  return 2 * (x - x ** 4 + x ** 9);
}
