/**
 * Two shares compared by the score test of Miettinen & Nurminen (1985): the interval holds every difference (or ratio) that the
 * test does not reject, so interval and p-value agree by construction, and it holds for small counts too, even for none.
 */
import { normalCdf, normalQuantile } from '../../math/distributions.ts';
import { brentRoot } from '../../math/optimise.ts';

export interface Counts { events: number; people: number; otherEvents: number; otherPeople: number }

/** z of the hypothesis p1 - p2 = delta (eq. 1), with p1, p2 fitted under it (eq. 27: the cubic of Farrington & Manning). */
export function differenceScore(c: Counts, delta: number): number {
  const { events: x1, people: n1, otherEvents: x2, otherPeople: n2 } = c;
  const n = n1 + n2;
  const l2 = (n1 + 2 * n2) * delta - n - x1 - x2;
  const l1 = (n2 * delta - n - 2 * x2) * delta + x1 + x2;
  const l0 = x2 * delta * (1 - delta);
  const q = l2 ** 3 / (3 * n) ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const size = Math.sqrt(Math.max(0, l2 ** 2 / (3 * n) ** 2 - l1 / (3 * n)));
  const b = q < 0 ? -size : size;
  const angle = b === 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, q / b ** 3)));
  const p2 = clamp(2 * b * Math.cos((Math.PI + angle) / 3) - l2 / (3 * n));
  const p1 = clamp(p2 + delta);
  return standardised(x1 / n1 - x2 / n2 - delta, ((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2) * (n / (n - 1)));
}

/** z of the hypothesis p1 / p2 = ratio (eq. 10): the fitted p2 is the smaller root of a quadratic. */
export function ratioScore(c: Counts, ratio: number): number {
  const { events: x1, people: n1, otherEvents: x2, otherPeople: n2 } = c;
  const n = n1 + n2;
  const b = n1 * ratio + x1 + n2 + x2 * ratio;
  const p2 = clamp((b - Math.sqrt(Math.max(0, b * b - 4 * n * ratio * (x1 + x2)))) / (2 * n * ratio));
  const p1 = clamp(ratio * p2);
  return standardised(x1 / n1 - (ratio * x2) / n2, ((p1 * (1 - p1)) / n1 + (ratio ** 2 * p2 * (1 - p2)) / n2) * (n / (n - 1)));
}

/** Two-sided p-value of "no difference", and the interval of p1 - p2. */
export function differenceInterval(c: Counts, level: number): { value: number; low: number; high: number; p: number } {
  const value = c.events / c.people - c.otherEvents / c.otherPeople;
  const reach = normalQuantile((1 + level) / 2);
  return {
    value,
    low: edge((d) => differenceScore(c, d) - reach, -1, value),
    high: edge((d) => differenceScore(c, d) + reach, value, 1),
    p: 2 * normalCdf(-Math.abs(differenceScore(c, 0))),
  };
}

/** Interval of p1 / p2; null where the other group had no event or so few that the ratio has no upper end. */
export function ratioInterval(c: Counts, level: number): { value: number; low: number; high: number } | null {
  if (c.otherEvents === 0) return null;
  const value = c.events / c.people / (c.otherEvents / c.otherPeople);
  const reach = normalQuantile((1 + level) / 2);
  const low = value === 0 ? 0 : Math.exp(edge((l) => ratioScore(c, Math.exp(l)) - reach, Math.log(value) - 30, Math.log(value)));
  const start = value === 0 ? Math.log(1 / c.people) - 30 : Math.log(value);
  if (!(ratioScore(c, Math.exp(start + 60)) + reach < 0)) return null;
  return { value, low, high: Math.exp(edge((l) => ratioScore(c, Math.exp(l)) + reach, start, start + 60)) };
}

/** Where the score crosses; the end of the range where it does not. */
function edge(f: (x: number) => number, low: number, high: number): number {
  const [a, b] = [f(low), f(high)];
  if (a <= 0) return low;
  if (b >= 0) return high;
  return brentRoot(f, low, high, 1e-13).x;
}

/** A fitted variance of zero leaves no doubt: the hypothesis is met exactly, or ruled out. */
function standardised(distance: number, variance: number): number {
  if (variance > 1e-300) return distance / Math.sqrt(variance);
  return Math.abs(distance) < 1e-15 ? 0 : Math.sign(distance) * 1e9;
}

function clamp(p: number): number {
  return Math.min(1, Math.max(0, p));
}
