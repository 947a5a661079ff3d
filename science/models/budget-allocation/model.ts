import { declined, needColumns, readSettings, unsettled } from '../checks.ts';
import type { Estimate, Model, Reason, Table } from '../contract.ts';
import { quantileSorted } from '../../math/summary.ts';
import { alternatives, bestPlan, keeps, type Kind } from './alternatives.ts';
import { upperBound } from './bound.ts';
import { card } from './card.ts';
import { readConstraints, type Constraints } from './constraints.ts';
import { marginal, readCurves, response, type ChannelCurves } from './curves.ts';
import { gridSearch } from './grid-search.ts';
import { worth } from './objective.ts';
import { simulateCurves } from './simulate.ts';

export interface Line {
  channel: string;
  period: number;
  spend: number;
  start: number;
  response: Estimate;
  /** What the next unit of money brings here. */
  marginal: Estimate;
  at: 'inside' | 'minimum' | 'maximum';
  why: string;
}

export interface Allocation {
  kind: Kind;
  explanation: string;
  lines: Line[];
  outcome: Estimate;
  /** Against today's plan (scaled to the same total), and how probable it is to bring more. */
  gain: Estimate;
  better: number;
}

export interface Fit {
  total: number;
  curves: ChannelCurves[];
  plans: Allocation[];
  start: { spends: number[]; outcome: Estimate; keepsBounds: boolean };
  /** No plan brings more on average than `bound`; the balanced one lies `gap` (a share) under it. Absent where risk counts. */
  proof: { bound: number; gap: number; grain: number };
  /** What one more unit of budget would bring, and where; null where every channel is full. */
  nextUnit: { value: Estimate; channel: string; period: number } | null;
}

const level = 0.9;

export function estimate(values: ArrayLike<number>): Estimate {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [quantileSorted(sorted, 0.05), quantileSorted(sorted, 0.95)];
  return { value: Math.min(high, Math.max(low, sorted.reduce((a, b) => a + b, 0) / sorted.length)), low, high, level };
}

/** Today's plan where it keeps the bounds, else the nearest that does. */
function feasibleStart(constraints: Constraints): { spends: number[]; keepsBounds: boolean } | null {
  const wanted = constraints.cells.map((c) => c.start);
  const rounded = wanted.map(Math.floor);
  const rest = constraints.total - rounded.reduce((a, b) => a + b, 0);
  if (rest >= 0 && rest <= rounded.length) for (let k = 0; k < rest; k++) rounded[k]++;
  if (keeps(constraints, rounded)) return { spends: rounded, keepsBounds: true };
  return null;
}

export const model: Model<Fit> = {
  card,

  fit(data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const read = readCurves(data, settings.number('curve_error'), tools.random.fork('curves'));
    if ('why' in read) return declined(read.why);
    const { curves } = read;
    const bound = readConstraints(settings, curves.map((c) => c.channel));
    if ('why' in bound) return declined(bound.why);
    const { constraints } = bound;
    const risk = settings.number('risk');
    const stopped = tools.stopped ?? ((): boolean => false);
    const today = feasibleStart(constraints);
    const best = bestPlan(constraints, curves, risk, today ? [today.spends] : [], stopped);
    if (stopped()) return unsettled({ code: 'stopped', sentence: 'The allocation was stopped before it was done.' });
    if (!best) return declined(unreachable(constraints, curves));
    const start = today ?? { spends: nearest(constraints, best), keepsBounds: false };
    tools.progress?.(0.5, 'alternatives');
    const plans = alternatives({ constraints, curves, risk, start: start.spends, stopped }, best);
    const w = worth(constraints.cells, curves, risk);
    const before = w.draws(start.spends);
    const top = upperBound(constraints, w.mean);
    const reached = Math.max(...plans.map((p) => p.spends.reduce((s, v, k) => s + w.mean(k, v), 0)));
    return {
      status: 'fitted',
      value: {
        total: constraints.total, curves,
        plans: plans.map(({ kind, spends, explanation }): Allocation => {
          const after = w.draws(spends);
          const gains = after.map((v, d) => v - before[d]);
          return { kind, explanation, lines: describe(spends, start.spends, constraints, curves), outcome: estimate(after), gain: estimate(gains), better: gains.filter((g) => g > 0).length / gains.length };
        }),
        start: { ...start, outcome: estimate(before) },
        proof: { bound: top, gap: top > 0 ? Math.max(0, (top - reached) / top) : 0, grain: constraints.grain },
        nextUnit: nextUnit(best, constraints, curves),
      },
    };
  },

  /** Response and marginal return of any spends under the curves of the fit. */
  predict(fit, data) {
    const wrong = needColumns(data, { columns: card.predictColumns ?? [] });
    if (wrong) return declined(wrong);
    const names = data.columns.channel as string[];
    const stranger = names.findIndex((n) => !fit.curves.some((c) => c.channel === n));
    if (stranger >= 0) return declined({ code: 'unknown-channel', column: 'channel', row: stranger, value: names[stranger], sentence: `Row ${stranger + 1} names "${names[stranger]}", which has no curve in this fit.` });
    const spends = data.columns.spend as Float64Array;
    const low = spends.findIndex((s) => s < 0);
    if (low >= 0) return declined({ code: 'negative', column: 'spend', row: low, value: String(spends[low]), sentence: `Row ${low + 1}: a spend is not below zero.` });
    const cells = names.map((n, row) => { const { draws } = fit.curves.find((c) => c.channel === n) ?? fit.curves[0]; return { response: estimate(draws.map((c) => response(c, spends[row]))), marginal: estimate(draws.map((c) => marginal(c, spends[row]))) }; });
    const columns: Table['columns'] = { channel: names, spend: spends };
    for (const part of ['response', 'marginal'] as const) {
      columns[part] = Float64Array.from(cells, (c) => c[part].value);
      columns[`${part}_low`] = Float64Array.from(cells, (c) => c[part].low);
      columns[`${part}_high`] = Float64Array.from(cells, (c) => c[part].high);
    }
    return { status: 'fitted', value: { rows: data.rows, columns } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateCurves(settings.number('channels'), settings.number('draws'), settings.number('slope'), settings.number('spread'), tools.random);
  },

  summary(fit) {
    return [
      ...fit.plans.map((p) => ({ name: `${p.kind}: gain over today's plan`, estimate: p.gain, text: p.explanation })),
      { name: 'next unit of money', estimate: fit.nextUnit?.value ?? null, text: fit.nextUnit ? `best spent on "${fit.nextUnit.channel}"` : 'Every channel is at its maximum.' },
    ];
  },
};

function describe(spends: number[], start: number[], { cells }: Constraints, curves: ChannelCurves[]): Line[] {
  return cells.map((c, k): Line => {
    const { channel, draws } = curves[c.channel];
    const next = estimate(draws.map((curve) => c.demand * marginal(curve, spends[k])));
    const at = spends[k] <= c.low ? 'minimum' : spends[k] >= c.high ? 'maximum' : 'inside';
    const change = start[k] > 0 ? `${spends[k] >= start[k] ? '+' : ''}${((100 * (spends[k] - start[k])) / start[k]).toFixed(0)} %` : spends[k] > 0 ? 'new' : 'none';
    const bound = at === 'minimum' ? ' It is held at its minimum: money brings more elsewhere.' : at === 'maximum' ? ' It is at its maximum: more would pay here if allowed.' : '';
    return { channel, period: c.period, spend: spends[k], start: start[k], response: estimate(draws.map((curve) => c.demand * response(curve, spends[k]))), marginal: next, at, why: `${change}: the next unit of money brings ${next.value.toPrecision(3)} here (${next.low.toPrecision(3)} to ${next.high.toPrecision(3)}).${bound}` };
  });
}

function nextUnit(spends: number[], { cells }: Constraints, curves: ChannelCurves[]): Fit['nextUnit'] {
  let best: Fit['nextUnit'] = null;
  cells.forEach((c, k) => {
    if (spends[k] >= c.high && c.high < Number.MAX_SAFE_INTEGER && spends[k] < spends.reduce((a, b) => a + b, 0)) return;
    const value = estimate(curves[c.channel].draws.map((curve) => c.demand * marginal(curve, spends[k])));
    if (!best || value.value > best.value.value) best = { value, channel: curves[c.channel].channel, period: c.period };
  });
  return best;
}

/** The plan nearest to today's that keeps the bounds: the best plan for a value that only counts closeness. */
function nearest(constraints: Constraints, otherwise: number[]): number[] {
  const scale = constraints.total;
  return gridSearch(constraints, (k, spend) => -(((spend - constraints.cells[k].start) / scale) ** 2)) ?? otherwise;
}

function unreachable({ cells, total, grain }: Constraints, curves: ChannelCurves[]): Reason {
  const stepped = [...new Set(cells.filter((c) => c.step > 0).map((c) => `"${curves[c.channel].channel}" (${c.step})`))].join(', ');
  return { code: 'constraints-clash', column: 'steps', value: String(total), sentence: `With the steps of ${stepped} no plan within the bounds adds up to ${total}. Give one channel no step, or choose a total that the steps reach (a multiple of ${grain} above the minimums).` };
}
