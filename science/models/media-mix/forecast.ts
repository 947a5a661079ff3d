/** Outcome, baseline and contributions of any periods: the ones fitted, or a plan that goes on from them. */
import type { Random } from '../../math/random.ts';
import { finite } from '../checks.ts';
import type { Reason, Table } from '../contract.ts';
import { baselineMatrix } from './design.ts';
import type { Fit } from './fit.ts';
import { contribution, estimate } from './readings.ts';

/** Needs `time`, `spend_…` of every fitted channel, and every event and control of the fit. */
export function forecast(fit: Fit, data: Table, level: number, random: Random): { table: Table } | { why: Reason } {
  const given: Record<string, Float64Array> = {};
  for (const name of ['time', ...fit.channels.map((c) => `spend_${c}`), ...Object.keys(fit.columns)]) {
    const column = data.columns[name];
    if (!(column instanceof Float64Array)) return { why: { code: 'column-missing', column: name, sentence: `The fit used "${name}", so these periods need it too.` } };
    const why = finite(name, column);
    if (why) return { why };
    given[name] = column;
  }
  const n = data.rows;
  const { time } = given;
  for (let t = 1; t < n; t++) if (!(time[t] > time[t - 1])) return { why: { code: 'time-not-rising', column: 'time', row: t, value: String(time[t]), sentence: `Row ${t + 1} is not later than the row before it. Sort the periods by time.` } };
  const before = fit.time.filter((t) => t < time[0]).length;
  const z = baselineMatrix(fit.base, time, given);
  const terms = fit.base.terms.length;
  const parts: Record<string, Float64Array[]> = { outcome: [], baseline: [] };
  for (const c of fit.channels) parts[`contribution_${c}`] = [];
  fit.draws.forEach((row, d) => {
    const base = Float64Array.from({ length: n }, (_, t) => fit.baselineDraws[d].reduce((s, g, j) => s + g * z[t * terms + j], 0) * fit.outcomeScale);
    const whole = base.map((v) => v + row[0] * fit.outcomeScale * random.normal());
    fit.channels.forEach((c, k) => {
      const history = fit.spend[k].slice(Math.max(0, before - fit.structure.lags + 1), before);
      const one = contribution(fit, k, d, given[`spend_${c}`], history);
      parts[`contribution_${c}`].push(one);
      for (let t = 0; t < n; t++) whole[t] += one[t];
    });
    parts.baseline.push(base);
    parts.outcome.push(whole);
  });
  const columns: Table['columns'] = { time };
  for (const [name, draws] of Object.entries(parts)) {
    const cells = Array.from({ length: n }, (_, t) => estimate(draws.map((one) => one[t]), level));
    columns[name] = Float64Array.from(cells, (e) => e.value);
    columns[`${name}_low`] = Float64Array.from(cells, (e) => e.low);
    columns[`${name}_high`] = Float64Array.from(cells, (e) => e.high);
  }
  return { table: { rows: n, columns } };
}
