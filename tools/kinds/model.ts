import { undecided, undecidedWords, type Kind } from './kind.ts';

const card = (id: string): string => `import type { Card } from '../contract.ts';

export const card: Card = {
  id: '${id}',
  family: 'forecast',
  title: ${undecidedWords('its title')},
  question: ${undecidedWords('the question it answers, in plain words')},
  columns: [{ name: 'value', kind: 'number', means: 'what was seen' }],
  options: [],
  answers: [{ name: 'mean', kind: 'number', means: '${undecided('what the figure says')}', interval: '${undecided('what the interval holds, and how often')}' }],
  simulation: [
    { name: 'rows', kind: 'count', means: 'how many values', default: 200, min: 1 },
    { name: 'mean', kind: 'number', means: 'mean of the values', default: 10 },
  ],
  assumptions: ['${undecided('what must be true for the answer to be right')}'],
  enough: '${undecided('how much data is enough')}',
  declines: ['too-few-rows'],
  sources: [{ citation: '${undecided('where the method comes from')}', equations: '${undecided('numbers')}' }],
};
`;

const model = `import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';

/** Mean and standard error: a beginning that runs, to be replaced by the method. */
export interface Fit { mean: number; standardError: number }

export const model: Model<Fit> = {
  card,
  fit(data, options) {
    const why = readSettings(card.options, options).why ?? needColumns(data, card) ?? needRows(data, 2);
    if (why) return declined(why);
    const values = Float64Array.from(data.columns['value'] ?? [], Number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return { status: 'fitted', value: { mean, standardError: Math.sqrt(variance / values.length) } };
  },
  predict({ mean, standardError }, data) {
    const column = (value: number): Float64Array => new Float64Array(data.rows).fill(value);
    const half = 1.645 * standardError;
    return { status: 'fitted', value: { rows: data.rows, columns: { mean: column(mean), mean_low: column(mean - half), mean_high: column(mean + half) } } };
  },
  simulate(parameters, { random }) {
    const rows = Number(parameters['rows'] ?? 200);
    const mean = Number(parameters['mean'] ?? 10);
    return { rows, columns: { value: Float64Array.from({ length: rows }, () => mean + random.normal()) } };
  },
  summary: ({ mean, standardError }) => [
    { name: 'mean', estimate: { value: mean, low: mean - 1.645 * standardError, high: mean + 1.645 * standardError, level: 0.9 } },
  ],
};
`;

export const kind: Kind = {
  id: 'model',
  is: 'a question answered with numbers and intervals: fit, predict, simulate, or why there is no answer',
  folder: 'science/models',
  shape: 'folder',
  proof: { files: ['card.ts', 'model.ts'] },
  besides: [],
  registries: [
    { file: 'cards.gen.ts', list: 'modelCards', entry: 'Card', types: ['Card'], parts: { self: { file: 'card.ts', exported: 'card' } }, ids: 'ModelId' },
    { file: 'index.gen.ts', list: 'models', entry: 'Model<unknown>', types: ['Model'], parts: { self: { file: 'model.ts', exported: 'model' } } },
  ],
  scaffold: (id) => ({ [`${id}/card.ts`]: card(id), [`${id}/model.ts`]: model }),
  next: [
    'Write the card: question, columns, options, answers, assumptions, how much data is enough, sources with equation numbers.',
    'Write `fit`, `predict`, `simulate` and `summary`; what cannot be answered is declined with its reason.',
    'Prove it three ways beside it: a published reference, recovery of known parameters, the edges one by one.',
  ],
};
