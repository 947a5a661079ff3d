/** From a table to checked paths, the same for every attribution model. */
import type { Card, Options, Outcome, Table, Tools } from '../models/contract.ts';
import { declined, needColumns, needRows, readSettings, type Settings } from '../models/checks.ts';
import { drawCategorical, drawExponential } from '../math/distributions.ts';
import { apportion, settle } from './credits.ts';
import { readPaths, totals, withinLookback, type Paths } from './paths.ts';

export interface Prepared { paths: Paths; settings: Settings; sums: ReturnType<typeof totals> }

export function prepare(card: Card, data: Table, options: Options, needConversions: boolean): { prepared: Prepared; refusal: null } | { prepared: null; refusal: Outcome<never> } {
  const read = readSettings(card.options, options);
  const refuse = (why: Parameters<typeof declined>[0]): { prepared: null; refusal: Outcome<never> } => ({ prepared: null, refusal: declined(why) });
  if (read.why) return refuse(read.why);
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return refuse(why);
  const { settings } = read;
  if (settings.text('separator') === '') return refuse({ code: 'option-invalid', column: 'separator', value: '', sentence: 'The option "separator" must not be empty.' });
  const got = readPaths(data, settings.text('separator'));
  if (got.why) return refuse(got.why);
  let { paths } = got;
  if (settings.has('lookback')) {
    if (!paths.ages) return refuse({ code: 'ages-needed', column: 'ages', sentence: 'A look-back needs the column "ages", the days from each touch to the conversion. Give it or leave the look-back out.' });
    paths = withinLookback(paths, settings.number('lookback'));
  }
  const sums = totals(paths);
  if (needConversions && !(sums.conversions - sums.unattributed.conversions > 0)) {
    return refuse({ code: 'no-conversions', column: 'conversions', sentence: 'No path with a touch has a conversion, so there is nothing to credit. Take a longer span of time or a longer look-back.' });
  }
  if (settings.flag('whole')) {
    const row = paths.value.findIndex((v) => !Number.isInteger(v) || v < 0);
    if (row >= 0) return refuse({ code: 'not-whole', column: 'value', row, value: String(paths.value[row]), sentence: `Row ${row + 1} of "value" is not a whole number of minor units. Give cents, or leave the option "whole" out.` });
  }
  return { prepared: { paths, settings, sums }, refusal: null };
}

/** Credits of one rule or model by channel, in the order of the fit's channels; `value` is null where no values were given. */
export interface Credits { conversions: number[]; value: number[] | null }

/** Makes raw credits add up to what there is to credit: exactly, and in whole units of value where asked. */
export function addUp(prepared: Prepared, conversions: Float64Array, value: Float64Array): Credits {
  const { sums, settings, paths } = prepared;
  const worth = sums.value - sums.unattributed.value;
  return {
    conversions: [...settle(conversions, sums.conversions - sums.unattributed.conversions)],
    value: !paths.valued ? null : settings.flag('whole') ? apportion(worth, value) : [...settle(value, worth)],
  };
}

/** What there is to credit, and what of it belongs to no channel (no touch inside the look-back); a fit holds it as it is. Values are null where none were given. */
export interface Credited { conversions: number; value: number | null; unattributed: { conversions: number; value: number | null } }

export const toCredit = ({ sums: { conversions, value, unattributed }, paths }: Prepared): Credited => (
  { conversions, value: paths.valued ? value : null, unattributed: { conversions: unattributed.conversions, value: paths.valued ? unattributed.value : null } });

/** Credits as columns of a table of channels; `prefix` tells several rules apart. */
export const creditColumns = ({ conversions, value }: Credits, prefix = ''): Table['columns'] =>
  ({ [`${prefix}conversions`]: Float64Array.from(conversions), ...(value ? { [`${prefix}value`]: Float64Array.from(value) } : {}) });

export const creditText = ({ conversions, value }: Credits, channel: number): string =>
  `${conversions[channel].toFixed(2)} conversions${value ? `, value ${value[channel].toFixed(2)}` : ''}`;

/**
 * One row a touch of a converting path: its path's row and its position (both counted from 1), channel, and its share of the path's conversions and, where given, value.
 * `weigh` writes the weights of a path's touches (not all zero) and answers their sum.
 */
export function touchCredits(paths: Paths, rules: { name: string; weigh: (path: number, into: Float64Array) => number }[]): Table {
  let rows = 0;
  for (let i = 0; i < paths.count; i++) if (paths.conversions[i] > 0) rows += paths.offsets[i + 1] - paths.offsets[i];
  const [path, position] = [new Float64Array(rows), new Float64Array(rows)];
  const channel: string[] = new Array(rows);
  const credit = rules.map(() => ({ conversions: new Float64Array(rows), value: new Float64Array(rows) }));
  let longest = 0;
  for (let i = 0; i < paths.count; i++) longest = Math.max(longest, paths.offsets[i + 1] - paths.offsets[i]);
  const weights = new Float64Array(longest);
  for (let i = 0, row = 0; i < paths.count; i++) {
    const n = paths.offsets[i + 1] - paths.offsets[i];
    if (paths.conversions[i] === 0 || n === 0) continue;
    rules.forEach((rule, r) => {
      const sum = rule.weigh(i, weights);
      for (let k = 0; k < n; k++) {
        credit[r].conversions[row + k] = (paths.conversions[i] * weights[k]) / sum;
        credit[r].value[row + k] = (paths.value[i] * weights[k]) / sum;
      }
    });
    for (let k = 0; k < n; k++) {
      path[row + k] = i + 1;
      position[row + k] = k + 1;
      channel[row + k] = paths.channels[paths.touches[paths.offsets[i] + k]];
    }
    row += n;
  }
  const credited = rules.flatMap(({ name }, r): [string, Float64Array][] => [[`${name}_conversions`, credit[r].conversions], ...(paths.valued ? [[`${name}_value`, credit[r].value] satisfies [string, Float64Array]] : [])]);
  return { rows, columns: { path, position, channel, ...Object.fromEntries(credited) } };
}

/** People who wander from touch to touch: after each they convert, leave, or go on to any other channel alike. */
export function simulatePaths(card: Card, given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const [rows, names] = [settings.number('paths'), settings.texts('channels')];
  const chance = names.map((_, c) => settings.number('conversion') * 0.8 ** c);
  const leaving = settings.number('leaving');
  const { random } = tools;
  const columns = { path: new Array<string>(rows), conversions: new Float64Array(rows), value: new Float64Array(rows), nonconverted: new Float64Array(rows), ages: new Array<string>(rows) };
  for (let i = 0; i < rows; i++) {
    const touches = [drawCategorical(random, names.map(() => 1))];
    const gaps = [drawExponential(random, 1)];
    for (;;) {
      const at = touches[touches.length - 1];
      const u = random.next();
      if (u < chance[at]) columns.conversions[i] = 1;
      if (u < chance[at] + leaving || names.length === 1) break;
      const next = drawCategorical(random, names.map((_, c) => (c === at ? 0 : 1)));
      touches.push(next);
      gaps.push(drawExponential(random, 0.3));
    }
    columns.nonconverted[i] = 1 - columns.conversions[i];
    if (columns.conversions[i] === 1) columns.value[i] = settings.number('value') * drawExponential(random);
    columns.path[i] = touches.map((c) => names[c]).join(' > ');
    columns.ages[i] = gaps.map((_, k) => gaps.slice(k + 1).reduce((a, b) => a + b, 0).toFixed(4)).join(' > ');
  }
  return { rows, columns };
}
