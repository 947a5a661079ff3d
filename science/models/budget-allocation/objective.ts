/** What a plan is worth: the mean gain over the draws, mixed with the mean of the worst fifth as far as the marketer is careful. */
import type { Cell } from './constraints.ts';
import { marginal, meanMarginal, meanResponse, response, type ChannelCurves } from './curves.ts';

/** Share of draws that count as bad luck. */
const worst = 0.2;

/** A plan that is being changed, two cells at a time: what it is worth now, and what it would be worth after a move. */
export interface Ledger {
  value: number;
  /** The worth with these cells at these spends; only they are reckoned anew. */
  with(changes: readonly [cell: number, spend: number][]): number;
  /** Makes the last asked change. */
  keep(): void;
}

export interface Worth {
  /** Gain of one cell on average; separable, for the grid and the bound. */
  mean(cell: number, spend: number): number;
  /** Total gain under each draw. */
  draws(spends: number[]): Float64Array;
  /** (1 − risk) · mean + risk · mean of the worst fifth (conditional value at risk, Rockafellar & Uryasev 2000). */
  value(spends: number[]): number;
  ledger(spends: readonly number[]): Ledger;
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
  const one = (cell: number, spend: number): Float64Array => Float64Array.from(curves[cells[cell].channel].draws, (curve) => cells[cell].demand * response(curve, spend));
  const ledger = (spends: readonly number[]): Ledger => (risk === 0 ? meanLedger(spends, mean) : drawLedger(spends, one, (totals) => blend(totals, risk)));
  return { mean, draws, value, ledger, slopes };
}

function meanLedger(spends: readonly number[], mean: Worth['mean']): Ledger {
  const gains = spends.map((spend, k) => mean(k, spend));
  const sum = (): number => gains.reduce((a, b) => a + b, 0);
  let asked: [number, number][] = [];
  const made: Ledger = {
    value: sum(),
    with(changes) {
      asked = changes.map(([cell, spend]) => [cell, mean(cell, spend)]);
      return asked.reduce((value, [cell, gain]) => value + gain - gains[cell], made.value);
    },
    keep() {
      for (const [cell, gain] of asked) gains[cell] = gain;
      made.value = sum();
    },
  };
  return made;
}

function drawLedger(spends: readonly number[], one: (cell: number, spend: number) => Float64Array, worthOf: (totals: Float64Array) => number): Ledger {
  const gains = spends.map((spend, k) => one(k, spend));
  const sum = (): Float64Array => gains[0].map((_, d) => gains.reduce((total, gain) => total + gain[d], 0));
  let totals = sum();
  let asked: [number, Float64Array][] = [];
  const made: Ledger = {
    value: worthOf(totals),
    with(changes) {
      asked = changes.map(([cell, spend]) => [cell, one(cell, spend)]);
      return worthOf(totals.map((total, d) => asked.reduce((value, [cell, gain]) => value + gain[d] - gains[cell][d], total)));
    },
    keep() {
      for (const [cell, gain] of asked) gains[cell] = gain;
      totals = sum();
      made.value = worthOf(totals);
    },
  };
  return made;
}

export function blend(totals: Float64Array, risk: number): number {
  const sorted = Float64Array.from(totals).sort();
  const bad = Math.max(1, Math.ceil(worst * sorted.length));
  let [all, low] = [0, 0];
  sorted.forEach((v, i) => { all += v; if (i < bad) low += v; });
  return (1 - risk) * (all / sorted.length) + risk * (low / bad);
}
