/** What a fit says to a marketer: contributions, returns, marginal returns, response curves; each with its interval over the draws. */
import { adstockParameters, adstockWeights, carryOver } from '../../math/adstock.ts';
import { quantileSorted } from '../../math/summary.ts';
import { saturation, saturationParameters, saturationSlope } from '../../math/saturation.ts';
import type { Estimate, Table } from '../contract.ts';
import { fixed, perChannel } from './channel-curve.ts';
import type { Fit } from './fit.ts';

/** Mean of draws with the central interval; the mean is moved inside the interval where a long tail drags it out. */
export function estimate(values: ArrayLike<number>, level = 0.9): Estimate {
  const sorted = Float64Array.from(values).sort();
  const low = quantileSorted(sorted, (1 - level) / 2);
  const high = quantileSorted(sorted, (1 + level) / 2);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return { value: Math.min(high, Math.max(low, sum / values.length)), low, high, level };
}

/** One channel under one draw, in the units of the spend and the outcome. */
export interface DrawnCurve { ceiling: number; parameters: number[]; weights: Float64Array }

export function drawnCurve(fit: Fit, channel: number, draw: number): DrawnCurve {
  const { structure } = fit;
  const from = fixed + channel * perChannel(structure);
  const middle = from + 1 + adstockParameters[structure.adstock].length;
  const row = fit.draws[draw];
  const scale = fit.spendScales[channel];
  const parameters = saturationParameters[structure.saturation].map((name, q) => {
    const value = row[middle + q];
    return name === 'steepness' ? value / scale : name === 'slope' ? value : value * scale;
  });
  const ceiling = row[from] * fit.outcomeScale * (structure.saturation === 'linear' ? 1 / scale : 1);
  return { ceiling, parameters, weights: adstockWeights(structure.adstock, row.slice(from + 1, middle), structure.lags, structure.normalised) };
}

/** Contribution per period of one channel under one draw; `spend` may be a plan, `history` what came before it. */
export function contribution(fit: Fit, channel: number, draw: number, spend: ArrayLike<number>, history: ArrayLike<number> = []): Float64Array {
  const { ceiling, parameters, weights } = drawnCurve(fit, channel, draw);
  return carryOver(spend, weights, undefined, history).map((x) => ceiling * saturation(fit.structure.saturation, x, parameters));
}

export interface ChannelReading {
  channel: string;
  spend: number;
  contribution: Estimate;
  /** Contribution in shares of the whole outcome. */
  share: Estimate;
  /** Outcome per unit of spend; null where nothing was spent. */
  roas: Estimate | null;
  /** Outcome per further unit of spend, spread over the periods as the spend was; null where nothing was spent. */
  marginal: Estimate | null;
  identified: boolean;
  sentence: string;
}

export function readings(fit: Fit, level = 0.9): ChannelReading[] {
  const outcome = fit.outcome.reduce((a, b) => a + b, 0);
  return fit.channels.map((channel, c) => {
    const spend = fit.spend[c].reduce((a, b) => a + b, 0);
    const totals = new Float64Array(fit.draws.length);
    const margins = new Float64Array(fit.draws.length);
    fit.draws.forEach((_, d) => {
      const { ceiling, parameters, weights } = drawnCurve(fit, c, d);
      for (const x of carryOver(fit.spend[c], weights)) {
        totals[d] += ceiling * saturation(fit.structure.saturation, x, parameters);
        // Spend times slope first, a share of the ceiling: ceiling times spend leaves the range of doubles where each is large.
        if (x > 0) margins[d] += ceiling * (x * saturationSlope(fit.structure.saturation, x, parameters));
      }
    });
    const { identified, sentence } = fit.identification[c];
    return {
      channel, spend, contribution: estimate(totals, level), share: estimate(totals.map((v) => v / outcome), level), identified, sentence,
      roas: spend > 0 ? estimate(totals.map((v) => v / spend), level) : null, marginal: spend > 0 ? estimate(margins.map((v) => v / spend), level) : null,
    };
  });
}

/** Steady-state response per period to a spend per period held for as long as carry-over lasts. */
export function responseCurve(fit: Fit, channel: string, spends: ArrayLike<number>, level = 0.9): { spend: number; response: Estimate; marginal: Estimate }[] {
  const c = fit.channels.indexOf(channel);
  if (c < 0) throw new RangeError(`There is no channel "${channel}" in this fit.`);
  const curves = fit.draws.map((_, d) => drawnCurve(fit, c, d));
  const reach = curves.map((k) => k.weights.reduce((a, b) => a + b, 0));
  return Array.from(spends, (spend) => ({
    spend,
    response: estimate(curves.map((k, d) => k.ceiling * saturation(fit.structure.saturation, spend * reach[d], k.parameters)), level),
    marginal: estimate(curves.map((k, d) => k.ceiling * reach[d] * saturationSlope(fit.structure.saturation, Math.max(spend * reach[d], 1e-9 * fit.spendScales[c]), k.parameters)), level),
  }));
}

/**
 * The fitted curves as the table that budget-allocation reads: one row a channel and draw, steady state per period.
 * `every` thins the draws.
 */
export function curveTable(fit: Fit, every = 5): Table {
  const chosen = fit.draws.map((_, d) => d).filter((d) => d % every === 0);
  const rows = fit.channels.flatMap((channel, c) => chosen.map((d, k) => {
    const curve = drawnCurve(fit, c, d);
    const reach = curve.weights.reduce((a, b) => a + b, 0);
    const form = fit.structure.saturation;
    const [first = 1, second = 1] = curve.parameters;
    // The curve by spend, not by carried spend: a steady spend x carries to reach · x.
    return { channel, draw: k, form, ceiling: form === 'linear' ? curve.ceiling * reach : curve.ceiling, first: form === 'logistic' ? first * reach : first / reach, second, identified: fit.identification[c].identified ? 1 : 0 };
  }));
  const numbers = (key: 'draw' | 'ceiling' | 'first' | 'second' | 'identified'): Float64Array => Float64Array.from(rows, (r) => r[key]);
  return {
    rows: rows.length,
    columns: { channel: rows.map((r) => r.channel), form: rows.map((r) => r.form), draw: numbers('draw'), ceiling: numbers('ceiling'), first: numbers('first'), second: numbers('second'), identified: numbers('identified') },
  };
}
