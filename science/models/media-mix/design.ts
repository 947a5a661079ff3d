/**
 * What the media mix is told, and the part of it that is linear: level, trend, seasonality, holidays and controls.
 * Those coefficients have normal priors and are integrated out of the posterior exactly (see posterior.ts).
 */
import type { AdstockForm } from '../../math/adstock.ts';
import type { SaturationForm } from '../../math/saturation.ts';
import type { Prior } from './prior.ts';

export interface Channel {
  name: string;
  /** Spend per period, in its own unit, 0 or more. */
  spend: Float64Array;
  /** Overrides of the default priors; effect is in shares of the largest outcome. */
  effect?: Prior;
  adstockPriors?: Prior[];
  saturationPriors?: Prior[];
}

/** What an experiment found. `gain` is in units of the outcome. */
export type Lift =
  /** Without `share` of the spend in periods from..to (inclusive), the outcome would have been lower by `gain` ± `error`, carry-over included. */
  | { kind: 'window'; channel: string; from: number; to: number; share: number; gain: number; error: number }
  /** At a steady spend per period, `change` more (or less) brings `gain` ± `error` more per period. */
  | { kind: 'step'; channel: string; spend: number; change: number; gain: number; error: number }
  /** Outcome per unit of spend over the whole series, with a relative (logarithmic) error; for benchmarks from a catalogue. */
  | { kind: 'return'; channel: string; roas: number; error: number };

export interface Structure {
  adstock: AdstockForm;
  saturation: SaturationForm;
  lags: number;
  normalised: boolean;
  trend: 'none' | 'linear' | 'smooth';
  /** Sine and cosine pairs of the year. */
  seasonality: number;
}

export interface MixInput {
  /** Days since 1970, rising. */
  time: Float64Array;
  outcome: Float64Array;
  channels: Channel[];
  /** Holidays and events: usually 0 or 1. */
  events: { name: string; values: Float64Array }[];
  controls: { name: string; values: Float64Array }[];
  lifts: Lift[];
  structure: Structure;
}

/** How a baseline column is rebuilt for other periods. */
export type Term =
  | { kind: 'level' }
  | { kind: 'linear' }
  | { kind: 'wave'; order: number }
  | { kind: 'season'; order: number; part: 'sin' | 'cos' }
  | { kind: 'event' | 'control'; name: string; centre: number; scale: number };

export interface Baseline {
  terms: Term[];
  start: number;
  span: number;
  /** Prior standard deviations of the coefficients, in shares of the largest outcome; the waves' are multiples of a sampled wiggle. */
  spreads: number[];
}

export const largestWave = 10;

export function baseline(input: MixInput): Baseline {
  const { time, structure } = input;
  const n = time.length;
  const terms: Term[] = [{ kind: 'level' }];
  const spreads = [2];
  if (structure.trend !== 'none') { terms.push({ kind: 'linear' }); spreads.push(1); }
  if (structure.trend === 'smooth') {
    // Half-range cosines with scales falling as 1/m² are an integrated random walk cut off where a year holds two waves.
    for (let m = 1; m <= Math.min(largestWave, Math.floor(n / 16)); m++) { terms.push({ kind: 'wave', order: m }); spreads.push(1 / (m * m)); }
  }
  for (let order = 1; order <= structure.seasonality; order++) {
    for (const part of ['sin', 'cos'] as const) { terms.push({ kind: 'season', order, part }); spreads.push(0.3); }
  }
  for (const { name, values } of input.events) {
    terms.push({ kind: 'event', name, centre: 0, scale: Math.max(...values.map(Math.abs)) || 1 });
    spreads.push(1);
  }
  for (const { name, values } of input.controls) {
    const centre = values.reduce((a, b) => a + b, 0) / n;
    const scale = Math.sqrt(values.reduce((a, b) => a + (b - centre) ** 2, 0) / n) || 1;
    terms.push({ kind: 'control', name, centre, scale });
    spreads.push(0.5);
  }
  return { terms, start: time[0], span: Math.max(1, time[n - 1] - time[0]), spreads };
}

/** Rows of the baseline's matrix (n × terms) for any times; `columns` holds the events and controls by name. */
export function baselineMatrix(base: Baseline, time: Float64Array, columns: Record<string, ArrayLike<number>>): Float64Array {
  const p = base.terms.length;
  const z = new Float64Array(time.length * p);
  base.terms.forEach((term, j) => {
    for (let t = 0; t < time.length; t++) z[t * p + j] = termAt(term, base, time[t], t, columns);
  });
  return z;
}

function termAt(term: Term, base: Baseline, day: number, t: number, columns: Record<string, ArrayLike<number>>): number {
  const position = (day - base.start) / base.span;
  switch (term.kind) {
    case 'level': return 1;
    case 'linear': return position - 0.5;
    // Past the last period a wave stays at its end value: what the trend does next is not known from the waves.
    case 'wave': return Math.cos(Math.PI * term.order * Math.min(1, Math.max(0, position)));
    case 'season': return (term.part === 'sin' ? Math.sin : Math.cos)((2 * Math.PI * term.order * day) / 365.25);
    default: return (columns[term.name][t] - term.centre) / term.scale;
  }
}
