/** A series on its grid: when the periods fall, what seasons they can show, and on which scale it is modelled. */
import type { Reason } from '../contract.ts';

export type Scale = 'plain' | 'log' | 'root';

export interface Grid {
  /** Days between periods; 0 for calendar months, so that all Januaries are one season. */
  step: number;
  months: number;
  /** Periods are only counted, not placed: business days and the like, where the gaps mean nothing. */
  counted: boolean;
  start: number;
  /** Periods of the short season that state-space models follow; 1 where there is none. */
  season: number;
}

export interface Series {
  time: Float64Array;
  /** Position on the grid, rising; gaps are missing periods. */
  index: Int32Array;
  y: Float64Array;
  /** Events and controls, row-major n × names. */
  x: Float64Array;
  names: string[];
  grid: Grid;
}

export function readGrid(time: Float64Array): Grid | Reason {
  const gaps = Float64Array.from({ length: time.length - 1 }, (_, i) => time[i + 1] - time[i]);
  const doubled = gaps.findIndex((g) => !(g > 0));
  if (doubled >= 0) return { code: 'time-doubled', column: 'time', row: doubled + 1, value: String(time[doubled + 1]), sentence: `Two rows have the same time (row ${doubled + 2}). Merge them.` };
  const sorted = Float64Array.from(gaps).sort();
  const usual = sorted[Math.floor(sorted.length / 2)];
  const base = { start: time[0], counted: false };
  for (const months of [1, 3, 12]) {
    if (Math.abs(usual - 30.44 * months) < 2 + months && sorted.every((g) => Math.abs(g / 30.44 - Math.round(g / 30.44)) < 0.12)) return { ...base, step: 0, months, season: months === 1 ? 12 : months === 3 ? 4 : 1 };
  }
  const whole = gaps.every((g) => Math.abs(g / usual - Math.round(g / usual)) < 0.05 && g > 0.95 * usual);
  const filled = time.length / ((time[time.length - 1] - time[0]) / usual + 1);
  const counted = !whole || filled < 0.9;
  // A day of business weeks repeats after five; hours after 24; weeks have their year in the regression instead.
  const season = usual === 1 ? (counted ? 5 : 7) : Math.abs(usual - 1 / 24) < 1e-6 ? 24 : 1;
  return { ...base, step: usual, months: 0, season, counted };
}

/** Positions of times on the grid; where periods are only counted, `from` is the position of the first. */
export function positions(grid: Grid, time: Float64Array, from = 0): Int32Array {
  if (grid.counted) return Int32Array.from(time, (_, i) => from + i);
  if (grid.months > 0) return Int32Array.from(time, (t) => Math.round((month(t) - month(grid.start)) / grid.months));
  return Int32Array.from(time, (t) => Math.round((t - grid.start) / grid.step));
}

const month = (day: number): number => { const d = new Date(day * 864e5); return d.getUTCFullYear() * 12 + d.getUTCMonth() + (d.getUTCDate() > 25 ? 1 : 0); };

export function toScale(scale: Scale, v: number): number {
  return scale === 'log' ? Math.log(v) : scale === 'root' ? 2 * Math.sqrt(v + 0.375) : v;
}

/** Back to the outcome's own scale; the root scale (Anscombe 1948, for counts) ends at zero. */
export function fromScale(scale: Scale, z: number): number {
  return scale === 'log' ? Math.exp(z) : scale === 'root' ? Math.max(0, (Math.max(0, z) / 2) ** 2 - 0.375) : z;
}

export const head = (s: Series, n: number): Series => ({ ...s, time: s.time.slice(0, n), index: s.index.slice(0, n), y: s.y.slice(0, n), x: s.x.slice(0, n * s.names.length) });
