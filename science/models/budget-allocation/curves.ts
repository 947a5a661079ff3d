/** Response curves over draws: what a steady spend per period brings per period, by channel, under each draw. */
import { needColumns, needRows, notNegative } from '../checks.ts';
import type { Reason, Table } from '../contract.ts';
import type { Random } from '../../math/random.ts';
import { saturation, saturationParameters, saturationSlope, type SaturationForm } from '../../math/saturation.ts';
import { card } from './card.ts';

export interface Curve { form: SaturationForm; ceiling: number; first: number; second: number }
/** `draws[d]` is the channel's curve under draw d; all channels have equally many. */
export interface ChannelCurves { channel: string; draws: Curve[]; identified: boolean }

/** A curve with the number of its draw: where draws are numbered, equal numbers of two channels belong together. */
interface Numbered { draw: number; curve: Curve }

export function readCurves(data: Table, error: number, random: Random): { curves: ChannelCurves[] } | { why: Reason } {
  const wrong = needColumns(data, card) ?? needRows(data, 1) ?? notNegative('ceiling', data.columns.ceiling as Float64Array);
  if (wrong) return { why: wrong };
  const text = (name: string, row: number): string => String(data.columns[name][row]);
  const value = (name: string, row: number, otherwise: number): number => (data.columns[name] === undefined ? otherwise : Number(data.columns[name][row]));
  const found = new Map<string, { channel: string; draws: Numbered[]; identified: boolean }>();
  for (let row = 0; row < data.rows; row++) {
    const form = text('form', row);
    if (!(form in saturationParameters)) return { why: { code: 'unknown-form', column: 'form', row, value: form, sentence: `Row ${row + 1} names the curve "${form}"; known are ${Object.keys(saturationParameters).join(', ')}.` } };
    const curve: Curve = { form: form as SaturationForm, ceiling: value('ceiling', row, 0), first: value('first', row, 1), second: value('second', row, 1) };
    if (!(curve.first > 0 && curve.second > 0)) return { why: { code: 'not-positive', column: curve.first > 0 ? 'second' : 'first', row, value: String(curve.first > 0 ? curve.second : curve.first), sentence: `Row ${row + 1}: the parameters of a curve are above zero.` } };
    const channel = text('channel', row);
    const entry = found.get(channel) ?? { channel, draws: [], identified: true };
    entry.draws.push({ draw: value('draw', row, entry.draws.length), curve });
    entry.identified &&= value('identified', row, 1) === 1;
    found.set(channel, entry);
  }
  const twice = [...found.values()].find(({ draws }) => new Set(draws.map(({ draw }) => draw)).size < draws.length);
  if (twice) return { why: { code: 'draw-twice', column: 'draw', value: twice.channel, sentence: `"${twice.channel}" has two curves of the same draw. Number the draws of a channel, each once.` } };
  const curves = [...found.values()].map(({ draws, ...entry }): ChannelCurves => ({ ...entry, draws: draws.sort((a, b) => a.draw - b.draw).map(({ curve }) => curve) }));
  const odd = curves.find((c) => c.draws.length !== curves[0].draws.length);
  if (odd) return { why: { code: 'uneven-draws', column: 'channel', value: odd.channel, sentence: `"${odd.channel}" has ${odd.draws.length} curves where "${curves[0].channel}" has ${curves[0].draws.length}; every channel needs one for each draw.` } };
  return { curves: curves[0].draws.length > 1 ? curves : curves.map((c) => spread(c, error, random)) };
}

/** A single curve is a guess: its height is taken to be off by about `error`, log-normally, its mean kept. */
function spread(one: ChannelCurves, error: number, random: Random): ChannelCurves {
  const r = random.fork(one.channel);
  const [curve] = one.draws;
  return { ...one, draws: Array.from({ length: 100 }, () => ({ ...curve, ceiling: curve.ceiling * Math.exp(error * r.normal() - (error * error) / 2) })) };
}

export function response({ form, ceiling, first, second }: Curve, spend: number): number {
  return ceiling * saturation(form, spend, [first, second]);
}

/** Outcome per further unit; at nothing spent an infinite slope (Hill with slope under 1) is read one thousandth of the half-saturation on. */
export function marginal({ form, ceiling, first, second }: Curve, spend: number): number {
  return ceiling * saturationSlope(form, spend > 0 || form !== 'hill' ? spend : 1e-3 * first, [first, second]);
}

/** The searches ask for the same spends again and again. */
const remembered = new WeakMap<ChannelCurves, Map<number, number>>();

export function meanResponse(c: ChannelCurves, spend: number): number {
  let known = remembered.get(c);
  if (!known) remembered.set(c, known = new Map<number, number>());
  const old = known.get(spend);
  if (old !== undefined) return old;
  let sum = 0;
  for (const curve of c.draws) sum += response(curve, spend);
  known.set(spend, sum / c.draws.length);
  return sum / c.draws.length;
}

export function meanMarginal(c: ChannelCurves, spend: number): number {
  let sum = 0;
  for (const curve of c.draws) sum += marginal(curve, spend);
  return sum / c.draws.length;
}
