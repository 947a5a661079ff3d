import { addUp, creditColumns, creditText, prepare, simulatePaths, toCredit, touchCredits, type Credited, type Credits } from '../../attribution/prepare.ts';
import { normalQuantile } from '../../math/distributions.ts';
import { declined, unsettled } from '../checks.ts';
import type { Estimate, Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { collectSets, exactRate, sampledRate, sharedEqually } from './shapley.ts';

/** Plain JSON; per channel in the order of `channels`. `errors` holds the standard errors of sampling, null where the values are exact. */
export interface ShapleyFit extends Credited {
  channels: string[];
  worth: 'conversions' | 'rate';
  sets: number;
  credits: Credits;
  errors: { conversions: number[]; value: number[] | null } | null;
}

export const model: Model<ShapleyFit> = {
  card,
  fit,
  predict,
  simulate: (parameters, tools) => simulatePaths(card, parameters, tools),
  summary: (got) => [
    { name: 'conversions', estimate: null, text: String(got.conversions) },
    { name: 'distinct sets of channels', estimate: null, text: String(got.sets) },
    ...got.channels.map((channel, c) => ({ name: channel, estimate: sampling(got, c), text: creditText(got.credits, c) })),
  ],
  table: ({ channels, credits }) => ({ rows: channels.length, columns: { channel: channels, ...creditColumns(credits) } }),
};

function sampling(got: ShapleyFit, c: number): Estimate | null {
  if (!got.errors) return null;
  const half = normalQuantile(0.95) * got.errors.conversions[c];
  return { value: got.credits.conversions[c], low: got.credits.conversions[c] - half, high: got.credits.conversions[c] + half, level: 0.9 };
}

function fit(data: Table, options: Options, tools: Tools): Outcome<ShapleyFit> {
  const { prepared, refusal } = prepare(card, data, options, true);
  if (refusal) return refusal;
  const { paths, settings, sums } = prepared;
  const worth = settings.text('worth') === 'rate' ? 'rate' : 'conversions';
  if (worth === 'rate' && sums.nonconverted === 0) {
    return declined({ code: 'no-nonconverted', column: 'nonconverted', sentence: 'The rate form compares people who converted with those who did not, and nobody here did not. Give the column "nonconverted" or use the form "conversions".' });
  }
  const sets = collectSets(paths);
  const n = paths.channels.length;
  let errors: ShapleyFit['errors'] = null;
  let raw: { conversions: Float64Array; value: Float64Array };
  if (worth === 'conversions') raw = { conversions: sharedEqually(sets, sets.conversions, n), value: sharedEqually(sets, sets.value, n) };
  else if (n <= settings.number('exactUpTo')) raw = { conversions: exactRate(sets, sets.conversions, n), value: exactRate(sets, sets.value, n) };
  else {
    const draw = (what: Float64Array) => sampledRate(sets, what, n, settings.number('samples'), tools.random.fork('orders'), tools.stopped);
    const [conversions, value] = [draw(sets.conversions), draw(sets.value)];
    if (!conversions || !value) return unsettled({ code: 'stopped', sentence: 'The sampling of orders was stopped before its end. Start again to get the values.' });
    raw = { conversions: conversions.value, value: value.value };
    errors = { conversions: [...conversions.error], value: paths.valued ? [...value.error] : null };
  }
  return {
    status: 'fitted',
    value: {
      channels: paths.channels, worth, sets: sets.members.length, ...toCredit(prepared),
      credits: addUp(prepared, raw.conversions, raw.value), errors,
    },
  };
}

/** Credits of each touch of each converting path: equal parts for its distinct channels, a channel's part spread over its touches. For the form "conversions" they add up to the channels' credits; for "rate" to each path's conversions only. */
function predict(_got: ShapleyFit, data: Table, options: Options): Outcome<Table> {
  const { prepared, refusal } = prepare(card, data, options, false);
  if (refusal) return refusal;
  const { paths } = prepared;
  const times = new Int32Array(paths.channels.length);
  const weigh = (i: number, w: Float64Array): number => {
    const [from, to] = [paths.offsets[i], paths.offsets[i + 1]];
    let distinct = 0;
    for (let k = from; k < to; k++) if (times[paths.touches[k]]++ === 0) distinct++;
    for (let k = from; k < to; k++) w[k - from] = 1 / times[paths.touches[k]];
    for (let k = from; k < to; k++) times[paths.touches[k]] = 0;
    return distinct;
  };
  return { status: 'fitted', value: touchCredits(paths, [{ name: 'shapley', weigh }]) };
}
