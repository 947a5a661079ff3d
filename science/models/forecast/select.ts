/**
 * Which method forecasts this series best? Each is asked, from several origins inside the past, for what then came
 * (rolling-origin evaluation: Tashman 2000); the best one, or the mean of the best two where that was better, gives the forecast,
 * and its intervals are stretched or shrunk by what those trials showed (as conformal prediction does).
 */
import { normalQuantile } from '../../math/distributions.ts';
import { quantile } from '../../math/summary.ts';
import { fitMethod, predictMethod, type Fitted, type Method } from './methods.ts';
import { fromScale, head, toScale, type Series } from './series.ts';

export interface Member { method: Method; fitted: Fitted }
export interface Trial { id: string; rmse: number; origins: number }
export interface Chosen { members: Member[]; stretch: number; trials: Trial[]; coverage: number | null; name: string }

interface Forecasts { values: number[]; errors: number[]; scaled: number[] }

export function onScale(s: Series, method: Method): Series { return { ...s, y: s.y.map((v) => toScale(method.scale, v)) }; }

/** Origins at which at least half of the series (and two seasons) is past, spaced so that the last horizon ends at the end. */
function originsOf(n: number, horizon: number, season: number): number[] {
  const least = Math.max(10, 2 * season + 4, Math.floor(n * 0.4));
  const origins: number[] = [];
  const stride = Math.max(1, Math.floor(horizon / 2));
  for (let at = n - horizon; at >= least && origins.length < 6; at -= stride) origins.push(at);
  return origins.reverse();
}

/** A single method must win by this margin over a mean of two or three: means lose less of their lead on new data (Makridakis et al. 2020, M4). */
const margin = [1, 1.05, 1, 1];

export function choose(s: Series, methods: Method[], horizon: number, stopped: () => boolean): Chosen | null {
  const n = s.y.length;
  const longest = Math.max(1, Math.min(horizon, Math.floor(n / 3)));
  const origins = originsOf(n, longest, s.grid.season);
  const actual = origins.flatMap((at) => Array.from({ length: longest }, (_, k) => s.y[at + k]));
  const tried = methods.map((method) => ({ method, forecasts: stopped() ? null : trial(s, method, origins, longest) })).filter((t): t is { method: Method; forecasts: Forecasts } => t.forecasts !== null);
  if (stopped()) return null;
  // Mean over the origins of each one's root mean square: one crisis in the past weighs in, but does not decide alone.
  const rmse = (errors: number[]): number => origins.reduce((sum, _, o) => sum + Math.sqrt(errors.slice(o * longest, (o + 1) * longest).reduce((a, b) => a + b * b, 0) / longest), 0) / Math.max(1, origins.length);
  const ranked = tried.map((t) => ({ ...t, rmse: origins.length ? rmse(t.forecasts.errors) : 0 })).filter((t) => Number.isFinite(t.rmse)).sort((a, b) => a.rmse - b.rmse);
  const candidates: { methods: Method[]; rmse: number; scaled: number[] }[] = ranked.map((t) => ({ methods: [t.method], rmse: margin[1] * t.rmse, scaled: t.forecasts.scaled }));
  const mean = (parts: typeof ranked): void => {
    const errors = actual.map((v, k) => v - parts.reduce((sum, p) => sum + p.forecasts.values[k], 0) / parts.length);
    candidates.push({ methods: parts.map((p) => p.method), rmse: margin[parts.length] * rmse(errors), scaled: actual.map((_, k) => parts.reduce((sum, p) => sum + p.forecasts.scaled[k], 0) / parts.length) });
  };
  // Means of the best of each kind: they err in different ways.
  const best = (['smoothing', 'regression', 'seasonal-naive'] as const).flatMap((kind) => ranked.filter((t) => t.method.kind === kind).slice(0, 1));
  if (best.length > 1) mean(best);
  for (const out of best) if (best.length > 2) mean(best.filter((t) => t !== out));
  if (origins.length > 0) candidates.sort((a, b) => a.rmse - b.rmse);
  for (const { methods: winners, scaled } of candidates) {
    const members = winners.map((method) => ({ method, fitted: fitMethod(method, onScale(s, method), null) }));
    if (!members.every((m): m is Member => m.fitted !== null)) continue;
    const trials = ranked.map((t) => ({ id: t.method.id, rmse: t.rmse, origins: origins.length }));
    return { members, ...calibrate(scaled, origins.length), trials, name: winners.map((m) => m.id).join(' and ') };
  }
  return null;
}

function trial(s: Series, method: Method, origins: number[], horizon: number): Forecasts | null {
  const scaled = onScale(s, method);
  const out: Forecasts = { values: [], errors: [], scaled: [] };
  let before: Fitted | null = null;
  const names = s.names.length;
  // Weights learnt at the first origin serve the later ones: they know nothing of what comes after it.
  for (const at of origins.length ? origins : [s.y.length]) {
    const fitted: Fitted | null = fitMethod(method, head(scaled, at), before);
    if (!fitted) return null;
    before ??= fitted;
    if (origins.length === 0) return out;
    predictMethod(fitted, s.time.slice(at, at + horizon), s.index.slice(at, at + horizon), s.x.slice(at * names, (at + horizon) * names)).forEach(({ mean, sd }, k) => {
      const value = fromScale(method.scale, mean);
      out.values.push(value);
      out.errors.push(s.y[at + k] - value);
      out.scaled.push((scaled.y[at + k] - mean) / sd);
    });
  }
  return out;
}

/** Stretch of the 90 % interval that the trials ask for, drawn towards 1 where there were few of them. */
function calibrate(scaled: number[], origins: number): { stretch: number; coverage: number | null } {
  if (scaled.length === 0) return { stretch: 1.1, coverage: null };
  const z = normalQuantile(0.95);
  const asked = quantile(scaled.map(Math.abs), 0.9) / z;
  // Overlapping trials flatter: they are believed sooner when they ask for wider intervals than when they ask for narrower ones.
  const trust = origins / (origins + 2) / (asked < 1 ? 2 : 1);
  return { stretch: Math.min(2.5, Math.max(0.6, asked)) ** trust, coverage: scaled.filter((v) => Math.abs(v) <= z).length / scaled.length };
}
