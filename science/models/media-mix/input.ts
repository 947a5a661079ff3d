/** From a table and options to the media mix's input, or the reason why not. */
import type { AdstockForm } from '../../math/adstock.ts';
import type { SaturationForm } from '../../math/saturation.ts';
import { needColumns, needRows, notNegative, readSettings, type Settings } from '../checks.ts';
import type { Options, Reason, Table } from '../contract.ts';
import { card } from './card.ts';
import type { Channel, Lift, MixInput, Structure } from './design.ts';

type Read = { input: MixInput; level: number; why: null } | { why: Reason };

export function readInput(data: Table, options: Options): Read {
  const { settings, why } = readSettings(card.options, options);
  if (why) return { why };
  const wrong = needColumns(data, card) ?? needRows(data, 30);
  if (wrong) return { why: wrong };
  const order = Array.from({ length: data.rows }, (_, t) => t).sort((a, b) => Number(data.columns.time[a]) - Number(data.columns.time[b]));
  const column = (name: string): Float64Array => Float64Array.from(order, (t) => Number(data.columns[name][t]));
  const named = (prefix: string): { name: string; values: Float64Array }[] => Object.keys(data.columns).filter((c) => c.startsWith(prefix)).map((name) => ({ name, values: column(name) }));
  const time = column('time');
  const outcome = column('outcome');
  const spends = named('spend_');
  const fault = uneven(time) ?? flat(outcome) ?? noChannel(spends.length, data.rows) ?? spends.map((s) => notNegative(s.name, s.values)).find((w) => w !== null) ?? null;
  if (fault) return { why: fault };
  const structure: Structure = {
    adstock: settings.text('adstock') as AdstockForm, saturation: settings.text('saturation') as SaturationForm, lags: Math.min(settings.number('lags'), data.rows),
    normalised: settings.flag('normalised'), trend: settings.text('trend') as Structure['trend'], seasonality: settings.number('seasonality'),
  };
  const channels = withPriors(spends.map(({ name, values }): Channel => ({ name: name.slice('spend_'.length), spend: values })), structure, settings);
  if ('why' in channels) return channels;
  const lifts = readLifts(settings, channels.channels, time);
  if ('why' in lifts) return lifts;
  return { input: { time, outcome, channels: channels.channels, events: named('event_'), controls: named('control_'), lifts: lifts.lifts, structure }, level: settings.number('level'), why: null };
}

function uneven(time: Float64Array): Reason | null {
  const usual = (time[time.length - 1] - time[0]) / (time.length - 1);
  for (let t = 1; t < time.length; t++) {
    const gap = time[t] - time[t - 1];
    // Months differ by up to 3 days in 30; anything more is a missing or doubled period.
    if (!(gap > 0.8 * usual && gap < 1.2 * usual)) return { code: 'uneven-time', column: 'time', row: t, value: String(time[t]), sentence: `Period ${t + 1} follows the one before it after ${gap.toFixed(1)} days, where ${usual.toFixed(1)} are usual. Fill in or merge the periods.` };
  }
  return null;
}

function flat(outcome: Float64Array): Reason | null {
  if (outcome.every((v) => v === outcome[0])) return { code: 'constant', column: 'outcome', value: String(outcome[0]), sentence: 'The outcome never changes, so nothing can be learnt about what moves it.' };
  return Math.max(...outcome) > 0 ? null : { code: 'not-positive', column: 'outcome', sentence: 'The outcome is never above zero.' };
}

function noChannel(channels: number, rows: number): Reason | null {
  if (channels === 0) return { code: 'column-missing', column: 'spend_', sentence: 'There is no channel. Name the spend columns "spend_…", one for each channel.' };
  return rows >= 5 * channels ? null : { code: 'too-few-rows', value: String(rows), sentence: `${rows} periods are too few for ${channels} channels; at least ${5 * channels} are needed. Merge channels or wait.` };
}

function withPriors(channels: Channel[], { adstock, lags }: Structure, settings: Settings): { channels: Channel[] } | { why: Reason } {
  for (const name of ['prior_effects', 'prior_retentions']) {
    if (settings.has(name) && settings.numbers(name).length !== channels.length) return { why: { code: 'option-invalid', column: name, sentence: `"${name}" needs one number for each of the ${channels.length} channels.` } };
  }
  return {
    channels: channels.map((channel, c) => {
      const made = { ...channel };
      if (settings.has('prior_effects')) made.effect = { kind: 'half-normal', sd: settings.numbers('prior_effects')[c] };
      if (settings.has('prior_retentions') && (adstock === 'geometric' || adstock === 'delayed')) {
        const mean = settings.numbers('prior_retentions')[c];
        made.adstockPriors = [{ kind: 'beta', a: 8 * mean, b: 8 * (1 - mean), scale: 1 }, ...(adstock === 'delayed' ? [{ kind: 'beta' as const, a: 1, b: 2, scale: lags - 1 }] : [])];
      }
      return made;
    }),
  };
}

/** Groups parallel lists; all of a group's lists must be there and equally long, or none. */
function rows(settings: Settings, group: string, lists: string[]): { rows: { channel: string; values: number[] }[] } | { why: Reason } {
  const names = [`${group}_channels`, ...lists.map((l) => `${group}_${l}`)];
  if (!names.some((n) => settings.has(n))) return { rows: [] };
  const missing = names.find((n) => !settings.has(n));
  if (missing) return { why: { code: 'option-invalid', column: missing, sentence: `"${missing}" is needed beside ${names.filter((n) => n !== missing).join(', ')}.` } };
  const channels = settings.texts(names[0]);
  const numbers = names.slice(1).map((n) => settings.numbers(n));
  const short = numbers.findIndex((l) => l.length !== channels.length);
  if (short >= 0) return { why: { code: 'option-invalid', column: names[short + 1], sentence: `"${names[short + 1]}" has ${numbers[short].length} entries for ${channels.length} channels.` } };
  return { rows: channels.map((channel, k) => ({ channel, values: numbers.map((l) => l[k]) })) };
}

function readLifts(settings: Settings, channels: Channel[], time: Float64Array): { lifts: Lift[] } | { why: Reason } {
  const lifts: Lift[] = [];
  const windows = rows(settings, 'lift', ['starts', 'ends', 'shares', 'gains', 'errors']);
  const steps = rows(settings, 'step', ['spends', 'changes', 'gains', 'errors']);
  const returns = rows(settings, 'return', ['values', 'errors']);
  for (const group of [windows, steps, returns]) if ('why' in group) return group;
  if ('why' in windows || 'why' in steps || 'why' in returns) return { lifts };
  for (const { channel, values: [start, end, share, gain, error] } of windows.rows) {
    const from = time.findIndex((t) => t >= start);
    const to = time.findLastIndex((t) => t <= end);
    if (from < 0 || to < from) return { why: { code: 'lift-outside', column: 'lift_starts', value: `${start}-${end}`, sentence: `The lift test of "${channel}" lies outside the periods of the data.` } };
    lifts.push({ kind: 'window', channel, from, to, share, gain, error });
  }
  for (const { channel, values: [spend, change, gain, error] } of steps.rows) lifts.push({ kind: 'step', channel, spend, change, gain, error });
  for (const { channel, values: [roas, error] } of returns.rows) lifts.push({ kind: 'return', channel, roas, error });
  const stranger = lifts.find((l) => !channels.some((c) => c.name === l.channel && Math.max(...c.spend) > 0));
  if (stranger) return { why: { code: 'unknown-channel', column: 'lift_channels', value: stranger.channel, sentence: `A test names the channel "${stranger.channel}", which has no spend in the data.` } };
  return { lifts };
}
