import { effectiveSize } from '../../math/summary.ts';
import { logistic } from '../../math/special.ts';
import { declined, needColumns, needRows, readSettings, unsettled } from '../checks.ts';
import type { Model, Outcome, Table } from '../contract.ts';
import { card } from './card.ts';
import { rake, type Margin } from './raking.ts';

export interface SurveyWeightingFit {
  /** One a row of the answers, with mean 1. */
  weights: number[];
  /** Mean weight of each kind of person met (levels joined by "|", in the order of `columns`). */
  cells: Record<string, number>;
  columns: string[];
  effective: number;
  designEffect: number;
  error: number;
  trimmed: number;
  largest: number;
}

export const model: Model<SurveyWeightingFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const base = data.columns['weight'] instanceof Float64Array ? data.columns['weight'] : new Float64Array(data.rows).fill(1);
    const bad = needColumns(data, card) ?? needRows(data, 2);
    if (bad) return declined(bad);
    const row = base.findIndex((w) => !(w > 0));
    if (row >= 0) return declined({ code: 'weight-not-positive', column: 'weight', row, value: String(base[row]), sentence: `Row ${row + 1} has a weight of zero or less.` });
    const read = readMargins(data, settings.has('targets') ? settings.texts('targets') : []);
    if (read.status !== 'fitted') return read;
    const margins = read.value;
    const { weights, error, trimmed, rounds } = rake(base, margins, settings.number('least'), settings.number('most'));
    // Half a percentage point is more than trimming should cost; beyond it the targets contradict each other or the bounds.
    if (error > 0.005) return unsettled({ code: 'margins-not-met', value: error.toFixed(4), sentence: `After ${rounds} rounds a share is still ${(100 * error).toFixed(1)} points off. Join small groups or allow larger weights.` });
    const columns = margins.map((m) => m.column);
    const cells = new Map<string, [number, number]>();
    weights.forEach((w, i) => { const key = margins.map((m) => m.levels[m.at[i]]).join('|'); const c = cells.get(key) ?? [0, 0]; cells.set(key, [c[0] + w, c[1] + 1]); });
    const effective = effectiveSize(weights);
    return {
      status: 'fitted',
      value: {
        weights: Array.from(weights), columns, cells: Object.fromEntries([...cells].map(([k, [s, n]]) => [k, s / n])), effective, designEffect: data.rows / effective,
        error, trimmed, largest: weights.reduce((a, b) => Math.max(a, b), 0),
      },
    };
  },

  /** `weight` of people of the kinds met in the fit. */
  predict(fit, data) {
    const weight = new Float64Array(data.rows);
    const columns = fit.columns.map((c) => data.columns[c]);
    const missing = fit.columns.find((_, i) => !Array.isArray(columns[i]));
    if (missing) return declined({ code: 'column-missing', column: missing, sentence: `The column "${missing}" is needed: the fit uses it.` });
    for (let row = 0; row < data.rows; row++) {
      const key = columns.map((c) => String(c[row])).join('|');
      const known = fit.cells[key];
      if (known === undefined) return declined({ code: 'cell-unknown', row, value: key, sentence: `Nobody of the kind "${key}" answered, so it has no weight.` });
      weight[row] = known;
    }
    return { status: 'fitted', value: { rows: data.rows, columns: { weight } } };
  },

  /** Half are women, a third are young; the young and the men answer less, and `answer` depends on both. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const [sex, age]: string[][] = [[], []];
    const answer: number[] = [];
    while (sex.length < settings.number('people')) {
      const [woman, young] = [random.next() < 0.5, random.next() < 1 / 3];
      if (random.next() > logistic(settings.number('tilt') * ((woman ? 1 : -1) + (young ? -1 : 1)))) continue;
      sex.push(woman ? 'woman' : 'man');
      age.push(young ? 'young' : 'older');
      answer.push(Number(random.next() < 0.3 + (woman ? 0.2 : 0) + (young ? 0.2 : 0)));
    }
    return { rows: sex.length, columns: { text_sex: sex, text_age: age, answer: Float64Array.from(answer) } };
  },

  summary(fit) {
    return [
      { name: 'answers it is worth (effective size)', estimate: null, text: fit.effective.toFixed(0) },
      { name: 'design effect', estimate: null, text: fit.designEffect.toFixed(2) },
      { name: 'largest weight', estimate: null, text: fit.largest.toFixed(2) },
      { name: 'largest share left off its target', estimate: null, text: `${(100 * fit.error).toFixed(2)} points, ${fit.trimmed} weights trimmed` },
    ];
  },
};

function readMargins(data: Table, targets: string[]): Outcome<Margin[]> {
  if (targets.length === 0) return declined({ code: 'targets-missing', column: 'targets', sentence: 'Say which shares the groups have in the population.' });
  const margins = new Map<string, Margin>();
  for (const target of targets) {
    const [column, level, share] = target.split('=');
    const value = Number(share);
    if (!column || level === undefined || !(value > 0 && value <= 1)) return declined({ code: 'option-invalid', column: 'targets', value: target, sentence: `"${target}" is not of the form column=level=share with a share above 0.` });
    const m = margins.get(column) ?? { column, levels: [], shares: [], at: new Int32Array(data.rows) };
    m.levels.push(level);
    m.shares.push(value);
    margins.set(column, m);
  }
  for (const m of margins.values()) {
    const values = data.columns[m.column];
    if (!Array.isArray(values)) return declined({ code: 'column-missing', column: m.column, sentence: `The answers have no column "${m.column}".` });
    const total = m.shares.reduce((a, b) => a + b, 0);
    if (Math.abs(total - 1) > 0.005) return declined({ code: 'shares-wrong', column: m.column, value: total.toFixed(3), sentence: `The shares of "${m.column}" add up to ${total.toFixed(3)}, not 1.` });
    m.shares = m.shares.map((s) => s / total);
    const empty = m.levels.find((l) => !values.includes(l));
    if (empty !== undefined) return declined({ code: 'level-empty', column: m.column, value: empty, sentence: `Nobody with "${empty}" answered; join it with another group.` });
    const row = values.findIndex((v) => !m.levels.includes(v));
    if (row >= 0) return declined({ code: 'level-unknown', column: m.column, row, value: values[row], sentence: `Row ${row + 1} has "${values[row]}" in "${m.column}", for which no share is given.` });
    values.forEach((v, i) => { m.at[i] = m.levels.indexOf(v); });
  }
  return { status: 'fitted', value: [...margins.values()] };
}
