/** The methods that compete for a series, and how each is asked for a forecast. */
import { criterion } from './criterion.ts';
import { fitSmoothing, predictSmoothing, type Shape, type Smoothing } from './exponential-smoothing.ts';
import { fitMultiplicative, predictMultiplicative, type Multiplicative } from './multiplicative-smoothing.ts';
import { fitRegression, predictRegression, type Flavour, type Regression } from './regression.ts';
import type { Scale, Series } from './series.ts';

/** The same season a cycle ago, moved on by the mean yearly (or overall) change: hard to beat where there is little to learn. */
export interface SeasonalNaive { kind: 'seasonal-naive'; season: number; recent: number[]; drift: number; variance: number; last: number; criterion: number; used: number }

export type Fitted = Smoothing | Multiplicative | Regression | SeasonalNaive;

export type Method =
  | { id: string; kind: 'smoothing'; shape: Shape; scale: Scale }
  | { id: string; kind: 'multiplicative'; damped: boolean; scale: Scale }
  | { id: string; kind: 'regression'; flavour: Flavour; scale: Scale }
  | { id: string; kind: 'seasonal-naive'; scale: Scale };

export function methodsFor(s: Series, scales: Scale[]): Method[] {
  const list: Method[] = [];
  const exogenous = s.names.length > 0;
  for (const scale of scales) {
    const name = (text: string): string => (scale === 'plain' ? text : `${text}, ${scale} scale`);
    list.push({ id: name('seasonal naive with drift'), kind: 'seasonal-naive', scale });
    const seasons = s.grid.season > 1 ? [1, s.grid.season] : [1];
    for (const season of seasons) for (const trend of ['none', 'additive', 'damped'] as const) {
      list.push({ id: name(`exponential smoothing, ${trend === 'none' ? 'no' : trend} trend${season > 1 ? `, season of ${season}` : ''}`), kind: 'smoothing', shape: { trend, season }, scale });
    }
    if (scale === 'plain' && s.grid.season > 1 && s.y.every((v) => v > 0)) for (const damped of [false, true]) {
      list.push({ id: `exponential smoothing, ${damped ? 'damped' : 'additive'} trend, multiplicative season of ${s.grid.season}`, kind: 'multiplicative', damped, scale });
    }
    for (const [changes, local] of [[true, 'none'], [true, 'lasting'], [false, 'lasting'], [false, 'fading']] as const) {
      list.push({ id: name(`regression on trend${changes ? ' with changes' : ''}, seasons${exogenous ? ', events and controls' : ''}${local === 'none' ? '' : `, ${local} level`}`), kind: 'regression', flavour: { changes, local }, scale });
    }
  }
  return list;
}

export function fitMethod(method: Method, s: Series, before: Fitted | null): Fitted | null {
  if (method.kind === 'smoothing') return fitSmoothing(s, method.shape, before?.kind === 'smoothing' ? before : undefined);
  if (method.kind === 'multiplicative') return fitMultiplicative(s, method.damped, before?.kind === 'multiplicative' ? before : undefined);
  if (method.kind === 'regression') return fitRegression(s, method.flavour);
  return fitNaive(s);
}

export function predictMethod(f: Fitted, time: Float64Array, index: Int32Array, x: ArrayLike<number>): { mean: number; sd: number }[] {
  if (f.kind === 'smoothing') return predictSmoothing(f, index);
  if (f.kind === 'multiplicative') return predictMultiplicative(f, index);
  if (f.kind === 'regression') return predictRegression(f, time, index, x);
  return Array.from(index, (at) => {
    const h = Math.max(1, at - f.last);
    const cycles = Math.ceil(h / f.season);
    return { mean: f.recent[(h - 1) % f.season] + cycles * f.drift, sd: Math.sqrt(f.variance * cycles) };
  });
}

function fitNaive(s: Series): SeasonalNaive | null {
  const { season } = s.grid;
  const n = s.y.length;
  if (n < 2 * season + 2) return null;
  const steps = Array.from({ length: n - season }, (_, i) => s.y[i + season] - s.y[i]);
  const drift = steps.reduce((a, b) => a + b, 0) / steps.length;
  const squares = steps.reduce((a, b) => a + (b - drift) ** 2, 0);
  if (!(squares > 0)) return null;
  return { kind: 'seasonal-naive', season, recent: Array.from(s.y.slice(n - season)), drift, variance: squares / (steps.length - 1), last: s.index[n - 1], criterion: criterion(squares, steps.length, 2), used: n };
}
