import { declined, needColumns, needRows, readSettings, unsettled } from '../checks.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { normalQuantile } from '../../math/distributions.ts';
import type { Random } from '../../math/random.ts';
import { card } from './card.ts';
import { methodsFor, predictMethod } from './methods.ts';
import { choose, type Member, type Trial } from './select.ts';
import { fromScale, positions, readGrid, type Grid, type Scale, type Series } from './series.ts';

export interface Fit {
  grid: Grid;
  names: string[];
  members: Member[];
  /** The winning method or methods, in words. */
  name: string;
  stretch: number;
  /** Share of past values inside the 90 % intervals before stretching; null where the series is too short to try. */
  coverage: number | null;
  trials: Trial[];
  neverNegative: boolean;
  horizon: number;
  level: number;
  last: { time: number; index: number };
}

export const model: Model<Fit> = {
  card,

  fit(data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const wrong = needColumns(data, card) ?? needRows(data, 12);
    if (wrong) return declined(wrong);
    const made = readSeries(data);
    if ('code' in made) return declined(made);
    const { y } = made;
    if (y.every((v) => v === y[0])) return declined({ code: 'constant', column: 'value', value: String(y[0]), sentence: `The figure was ${y[0]} in every period. Nothing in it says how it could change, so there is no interval to give.` });
    const lowest = Math.min(...y);
    const neverNegative = settings.text('negative') === 'no' || (settings.text('negative') === 'auto' && lowest >= 0);
    const scale = settings.text('scale');
    const row = y.findIndex((v) => (scale === 'log' ? v <= 0 : scale === 'root' ? v < 0 : false));
    if (row >= 0) return declined({ code: 'scale-impossible', column: 'value', row, value: String(y[row]), sentence: `The ${scale} scale cannot hold ${y[row]} (period ${row + 1}). Choose another scale.` });
    const scales: Scale[] = scale !== 'auto' ? [scale as Scale] : lowest > 0 ? ['plain', 'log'] : lowest === 0 && neverNegative ? ['plain', 'root'] : ['plain'];
    const horizon = settings.number('horizon');
    const chosen = choose(made, methodsFor(made, scales), horizon, tools.stopped ?? ((): boolean => false));
    if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The forecast was stopped before it was done.' });
    if (!chosen) return unsettled({ code: 'no-method', sentence: 'No method could be fitted to this series. Check it for extreme values.' });
    const { members, name, stretch, coverage, trials } = chosen;
    const n = y.length;
    return { status: 'fitted', value: { grid: made.grid, names: made.names, members, name, stretch, coverage, trials, neverNegative, horizon, level: settings.number('level'), last: { time: made.time[n - 1], index: made.index[n - 1] } } };
  },

  predict(fit, data, options) {
    const { settings, why } = readSettings(card.options, { level: fit.level, horizon: fit.horizon, ...options });
    if (why) return declined(why);
    const given = data.rows > 0 ? data : { rows: settings.number('horizon'), columns: { time: futureTimes(fit, settings.number('horizon')) } };
    const wrong = needColumns(given, { columns: [{ ...card.columns[0] }, ...fit.names.map((name) => ({ name, kind: 'number' as const, means: 'an event or control of the fit' }))] });
    if (wrong) return declined(wrong);
    const time = given.columns.time as Float64Array;
    const early = time.findIndex((t, i) => t <= (i ? time[i - 1] : fit.last.time));
    if (early >= 0) return declined({ code: 'not-ahead', column: 'time', row: early, value: String(time[early]), sentence: `Row ${early + 1} does not lie after the row before it and the last period of the data. Ask for later periods, sorted by time.` });
    return { status: 'fitted', value: forecast(fit, time, exogenous(given, fit.names), settings.number('level')) };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateSeries((name) => settings.number(name), tools.random);
  },

  summary(fit) {
    const next = forecast(fit, futureTimes(fit, 1), new Float64Array(fit.names.length), fit.level).columns;
    const estimate = fit.names.length > 0 ? null : { value: Number(next.value[0]), low: Number(next.value_low[0]), high: Number(next.value_high[0]), level: fit.level };
    return [
      { name: 'next period', estimate, text: fit.names.length > 0 ? 'Depends on the events and controls of that period.' : fit.name },
      { name: 'method', estimate: null, text: `${fit.name}; chosen among ${fit.trials.length} by forecasts from ${fit.trials[0]?.origins ?? 0} past origins.` },
    ];
  },
};

function exogenous(data: Table, names: string[]): Float64Array {
  const x = new Float64Array(data.rows * names.length);
  names.forEach((name, k) => { for (let t = 0; t < data.rows; t++) x[t * names.length + k] = Number(data.columns[name][t]); });
  return x;
}

function readSeries(data: Table): Series | Reason {
  const order = Array.from({ length: data.rows }, (_, t) => t).sort((a, b) => Number(data.columns.time[a]) - Number(data.columns.time[b]));
  const sorted: Table = { rows: data.rows, columns: Object.fromEntries(Object.entries(data.columns).map(([name, v]) => [name, v instanceof Float64Array ? Float64Array.from(order, (t) => v[t]) : order.map((t) => v[t])])) };
  const time = sorted.columns.time as Float64Array;
  const grid = readGrid(time);
  if ('code' in grid) return grid;
  const names = Object.keys(data.columns).filter((c) => c.startsWith('event_') || c.startsWith('control_'));
  return { time, index: positions(grid, time), y: sorted.columns.value as Float64Array, x: exogenous(sorted, names), names, grid };
}

/** The periods after the last one: calendar months where the data are monthly, else the usual step. */
export function futureTimes(fit: Pick<Fit, 'grid' | 'last'>, horizon: number): Float64Array {
  const { grid, last } = fit;
  if (grid.months === 0) return Float64Array.from({ length: horizon }, (_, k) => last.time + (k + 1) * grid.step);
  const from = new Date(last.time * 864e5);
  return Float64Array.from({ length: horizon }, (_, k) => {
    const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + (k + 1) * grid.months, 1);
    const days = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + (k + 1) * grid.months + 1, 0)).getUTCDate();
    return first / 864e5 + Math.min(from.getUTCDate(), days) - 1;
  });
}

function forecast(fit: Fit, time: Float64Array, x: Float64Array, level: number): Table {
  const index = positions(fit.grid, time, fit.last.index + 1);
  const z = normalQuantile((1 + level) / 2) * fit.stretch;
  const parts = fit.members.map(({ method, fitted }) => predictMethod(fitted, time, index, x).map(({ mean, sd }) => [mean, mean - z * sd, mean + z * sd].map((v) => fromScale(method.scale, v))));
  const columns = ['value', 'value_low', 'value_high'].map((_, k) => Float64Array.from(time, (_, t) => {
    const mean = parts.reduce((sum, p) => sum + p[t][k], 0) / parts.length;
    return fit.neverNegative ? Math.max(0, mean) : mean;
  }));
  return { rows: time.length, columns: { time, value: columns[0], value_low: columns[1], value_high: columns[2] } };
}

/** Months from January 2016: level with a trend and shocks that partly stay, a season, noise. */
function simulateSeries(number: (name: string) => number, random: Random): Table {
  const n = number('periods');
  const scale = number('level');
  let level = 1;
  const value = Float64Array.from({ length: n }, (_, t) => {
    const shock = number('noise') * random.normal();
    const made = level + shock + number('season') * Math.sin((2 * Math.PI * t) / 12);
    level += number('trend') + number('persistence') * shock;
    return made * scale;
  });
  return { rows: n, columns: { time: Float64Array.from({ length: n }, (_, t) => Date.UTC(2016, t, 1) / 864e5), value } };
}
