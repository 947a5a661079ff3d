import { declined, needColumns, needRows, readSettings } from '#science/models/checks.ts';
import type { Card, Model } from '#science/models/contract.ts';

const card: Card = {
  id: 'example', family: 'forecast', title: { en: 'Mean', 'zh-Hans': '均值', 'zh-Hant': '平均值' },
  question: { en: 'What is usual?', 'zh-Hans': '通常是多少?', 'zh-Hant': '通常是多少?' },
  columns: [{ name: 'value', kind: 'number', means: 'what was seen' }],
  options: [{ name: 'level', kind: 'number', means: 'level of the interval', default: 0.9, min: 0.5, max: 0.999 }],
  answers: [{ name: 'mean', kind: 'number', means: 'the mean of all values', interval: 'where it lies (90 %)' }],
  simulation: [{ name: 'rows', kind: 'count', means: 'how many', default: 50, min: 1 }],
  assumptions: ['Values are independent.'], enough: 'Two values; more are better.', declines: ['too few rows'],
  sources: [{ citation: 'A model for the suite, with the mean of the values' }],
};

interface Fit { mean: number; half: number }

/** The least model that keeps every promise; the suite breaks one after the other. */
export const meanModel: Model<unknown> = {
  card,
  fit(data, options) {
    const why = readSettings(card.options, options).why ?? needColumns(data, card) ?? needRows(data, 2);
    if (why) return declined(why);
    const values = Array.from(data.columns['value'] ?? [], Number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return { status: 'fitted', value: { mean, half: 1.645 * Math.sqrt(variance / values.length) } };
  },
  predict(fit, { rows }) {
    const { mean, half } = read(fit);
    const column = (value: number): Float64Array => new Float64Array(rows).fill(value);
    return { status: 'fitted', value: { rows, columns: { mean: column(mean), mean_low: column(mean - half), mean_high: column(mean + half) } } };
  },
  simulate: (_, { random }) => ({ rows: 50, columns: { value: Float64Array.from({ length: 50 }, () => random.normal()) } }),
  summary(fit) {
    const { mean, half } = read(fit);
    return [{ name: 'mean', estimate: { value: mean, low: mean - half, high: mean + half, level: 0.9 } }];
  },
};

function read(fit: unknown): Fit {
  if (typeof fit === 'object' && fit !== null && 'mean' in fit && 'half' in fit) return { mean: Number(fit.mean), half: Number(fit.half) };
  throw new TypeError('This is no fit of the model.');
}
