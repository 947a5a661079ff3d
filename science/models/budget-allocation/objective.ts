/** What a plan is worth: the mean gain over the draws, mixed with the mean of the worst fifth as far as the marketer is careful. */
import type { Cell } from './constraints.ts';
import { marginal, meanMarginal, meanResponse, response, type ChannelCurves } from './curves.ts';

/** Share of draws that count as bad luck. */
const worst = 0.2;

export interface Worth {
  /** Gain of one cell on average; separable, for the grid and the bound. */
  mean(cell: number, spend: number): number;
  /** Total gain under each draw. */
  draws(spends: number[]): Float64Array;
  /** (1 − risk) · mean + risk · mean of the worst fifth (conditional value at risk, Rockafellar & Uryasev 2000). */
  value(spends: number[]): number;
  /** Slope of the mean gain by each cell's spend. */
  slopes(spends: number[]): number[];
}

export function worth(cells: Cell[], curves: ChannelCurves[], risk: number): Worth {
  const count = curves[0].draws.length;
  const mean = (cell: number, spend: number): number => cells[cell].demand * meanResponse(curves[cells[cell].channel], spend);
  const draws = (spends: number[]): Float64Array => {
    const totals = new Float64Array(count);
    spends.forEach((spend, k) => { const { channel, demand } = cells[k]; for (let d = 0; d < count; d++) totals[d] += demand * response(curves[channel].draws[d], spend); });
    return totals;
  };
  const value = (spends: number[]): number => {
    if (risk === 0) return spends.reduce((sum, spend, k) => sum + mean(k, spend), 0);
    return blend(draws(spends), risk);
  };
  const slopes = (spends: number[]): number[] => {
    if (risk === 0) return spends.map((spend, k) => cells[k].demand * meanMarginal(curves[cells[k].channel], spend));
    const totals = draws(spends);
    const cut = Float64Array.from(totals).sort()[Math.max(0, Math.ceil(worst * count) - 1)];
    const weights = totals.map((v) => (1 - risk) / count + (v <= cut ? risk / Math.ceil(worst * count) : 0));
    return spends.map((spend, k) => cells[k].demand * curves[cells[k].channel].draws.reduce((sum, curve, d) => sum + weights[d] * marginal(curve, spend), 0));
  };
  return { mean, draws, value, slopes };
}

export function blend(totals: Float64Array, risk: number): number {
  const sorted = Float64Array.from(totals).sort();
  const bad = Math.max(1, Math.ceil(worst * sorted.length));
  let [all, low] = [0, 0];
  sorted.forEach((v, i) => { all += v; if (i < bad) low += v; });
  return (1 - risk) * (all / sorted.length) + risk * (low / bad);
}
