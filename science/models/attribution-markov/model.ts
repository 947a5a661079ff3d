import { addUp, creditColumns, creditText, prepare, simulatePaths, toCredit, touchCredits, type Credited, type Credits, type Prepared } from '../../attribution/prepare.ts';
import { declined, unsettled } from '../checks.ts';
import type { Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { buildChain } from './chain.ts';
import { removalEffects } from './removal.ts';

/** Plain JSON; per channel in the order of `channels`. `error` bounds the relative error of the removal effects. */
export interface MarkovFit extends Credited {
  channels: string[];
  order: number;
  states: number;
  /** Chance that a path converts, from the start. */
  probability: number;
  removal: { conversions: number[]; value: number[] | null };
  error: number;
  credits: Credits;
}

export const model: Model<MarkovFit> = {
  card,
  fit,
  predict,
  simulate: (parameters, tools) => simulatePaths(card, parameters, tools),
  summary: (fitted) => [
    { name: 'conversions', estimate: null, text: String(fitted.conversions) },
    { name: 'chance that a path converts', estimate: null, text: fitted.probability.toFixed(6) },
    { name: 'states', estimate: null, text: String(fitted.states) },
    ...fitted.channels.map((channel, c) => ({
      name: channel, estimate: null,
      text: `removal effect ${fitted.removal.conversions[c].toFixed(6)}, ${creditText(fitted.credits, c)}`,
    })),
  ],
  table: ({ channels, credits, removal }) => ({
    rows: channels.length,
    columns: {
      channel: channels, ...creditColumns(credits),
      removal_effect: Float64Array.from(removal.conversions), ...(removal.value ? { removal_effect_value: Float64Array.from(removal.value) } : {}),
    },
  }),
};

function fit(data: Table, options: Options, tools: Tools): Outcome<MarkovFit> {
  const { prepared, refusal } = prepare(card, data, options, true);
  if (refusal) return refusal;
  return fitPrepared(prepared, tools);
}

/** The same from paths in typed arrays. */
export function fitPrepared(prepared: Prepared, tools: Pick<Tools, 'progress' | 'stopped'>): Outcome<MarkovFit> {
  const { paths, settings, sums } = prepared;
  const [order, most] = [settings.number('order'), settings.number('mostStates')];
  const chain = buildChain(paths, order, most);
  if (!chain) return declined({ code: 'too-many-states', column: 'order', value: String(order), sentence: `Order ${order} needs more than ${most} states. Take a lower order or join rare channels.` });
  tools.progress?.(0.5, 'chain');
  const effects = removalEffects(chain, tools.stopped);
  if (!effects) {
    return tools.stopped?.() ? unsettled({ code: 'stopped', sentence: 'The removal effects were stopped before their end. Start again to get them.' })
      : unsettled({ code: 'no-solution', sentence: 'The chances along the paths did not settle. Take a lower order.' });
  }
  const share = (effect: Float64Array, total: number): Float64Array | null => {
    const sum = effect.reduce((a, b) => a + b, 0);
    return sum > 0 ? effect.map((v) => (total * v) / sum) : null;
  };
  const conversions = share(effects.conversions, sums.conversions - sums.unattributed.conversions);
  if (!conversions) return declined({ code: 'no-removal-effect', sentence: 'Taking away any one channel loses no conversion, so there is nothing to share by.' });
  const worth = sums.value - sums.unattributed.value;
  const value = worth === 0 ? new Float64Array(paths.channels.length) : share(effects.values, worth) ?? conversions.map((v) => (v * worth) / (sums.conversions - sums.unattributed.conversions));
  return {
    status: 'fitted',
    value: {
      channels: paths.channels, order, states: chain.states,
      ...toCredit(prepared),
      probability: effects.probability,
      removal: { conversions: [...effects.conversions], value: paths.valued ? [...effects.values] : null },
      error: effects.error,
      credits: addUp(prepared, conversions, value),
    },
  };
}

/**
 * Credits of each touch of each converting path: the path's conversions in proportion to the removal effects of its channels, a channel's
 * part spread over its touches. They add up to each path's conversions; a channel's sum over paths is close to its credit, not equal to it,
 * for the removal effects themselves weigh paths that did not convert too.
 */
function predict(got: MarkovFit, data: Table, options: Options): Outcome<Table> {
  const { prepared, refusal } = prepare(card, data, options, false);
  if (refusal) return refusal;
  const { paths } = prepared;
  const known = new Map(got.channels.map((name, c) => [name, c]));
  const unknown = paths.channels.find((name) => !known.has(name));
  if (unknown !== undefined) return declined({ code: 'channel-unknown', column: 'path', value: unknown, sentence: `The channel "${unknown}" was not in the paths that the model was fitted on. Fit again with these paths.` });
  const effect = Float64Array.from(paths.channels, (name) => got.removal.conversions[known.get(name) ?? 0]);
  const times = new Int32Array(paths.channels.length);
  const weigh = (i: number, w: Float64Array): number => {
    const [from, to] = [paths.offsets[i], paths.offsets[i + 1]];
    for (let k = from; k < to; k++) times[paths.touches[k]]++;
    let sum = 0;
    for (let k = from; k < to; k++) sum += w[k - from] = effect[paths.touches[k]] / times[paths.touches[k]];
    for (let k = from; k < to; k++) times[paths.touches[k]] = 0;
    if (sum > 0) return sum;
    w.fill(1, 0, to - from); // none of the path's channels has an effect: all touches alike
    return to - from;
  };
  return { status: 'fitted', value: touchCredits(paths, [{ name: 'markov', weigh }]) };
}
