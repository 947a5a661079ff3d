import { describe } from 'vitest';
import { modelCards } from '../../science/models/cards.gen.ts';
import { readSettings } from '../../science/models/checks.ts';
import type { Column, Options, Table } from '../../science/models/contract.ts';
import { models } from '../../science/models/index.gen.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, speaksEveryLanguage, type Faults, type Rule } from './contract.ts';
import { meanModel } from './mean-model.ts';
import { answers } from './model-answers.ts';
import { asked, asText, crossedIntervals, defaults, fitted, spoiltNumbers, tools, type AnyModel } from './model-fits.ts';
import { properties } from './model-properties.ts';

const wrongLengths = (table: Table): Faults =>
  Object.entries(table.columns).filter(([, values]) => values.length !== table.rows).map(([name, values]) => `${name} has ${values.length} entries for ${table.rows} rows`);

const columnOf = ({ kind }: Column, rows: number): Float64Array | string[] =>
  kind === 'text' ? Array.from({ length: rows }, (_, i) => `row ${i}`) : Float64Array.from({ length: rows }, (_, i) => (kind === 'flag' ? i % 2 : i + 1));
const tableOf = (columns: readonly Column[], rows: number): Table =>
  ({ rows, columns: Object.fromEntries(columns.map((column) => [column.repeated ? `${column.name}1` : column.name, columnOf(column, rows)])) });

const simulates: readonly Rule<AnyModel>[] = [
  {
    promise: 'simulates the columns that it reads, the same for the same seed and others for another',
    faults: (model) => {
      const [one, same, other] = [model.simulate({}, tools(1)), model.simulate({}, tools(1)), model.simulate({}, tools(2))];
      const names = Object.keys(one.columns);
      const missing = model.card.columns.filter((column) => !column.optional && !names.some((name) => (column.repeated ? name.startsWith(column.name) : name === column.name)));
      return [
        ...missing.map(({ name }) => `no column ${name}`), ...wrongLengths(one), ...spoiltNumbers(one, 'the simulation'),
        ...(asText(one) === asText(same) ? [] : ['the same seed gave other data']), ...(asText(one) === asText(other) ? ['another seed gave the same data'] : []),
      ];
    },
    broken: (model) => ({ ...model, simulate: () => ({ rows: 1, columns: {} }) }),
  },
  {
    promise: 'fits what it simulates, with the options of its example where it needs some',
    faults: (model) => {
      const { outcome } = fitted(model);
      return outcome.status === 'fitted' ? spoiltNumbers(outcome.value, 'the fit') : [`its own simulation is ${outcome.status}: ${outcome.why.sentence}`];
    },
    broken: (model) => ({ ...model, fit: () => ({ status: 'fitted', value: { mean: Number.NaN } }) }),
  },
  {
    promise: 'leaves data and options as they were, and fits the same for the same seed',
    faults: (model) => {
      const { data, outcome } = fitted(model);
      const [given, options] = [asText(data), defaults(model.card)];
      const chosen = asText(options);
      const again = model.fit(data, options, tools(2));
      return [...(asText(data) === given ? [] : ['it changed the data']), ...(asText(options) === chosen ? [] : ['it changed the options']), ...(asText(again) === asText(outcome) ? [] : ['the same seed gave another fit'])];
    },
    broken: (model) => ({ ...model, fit: (data, options, given) => { data.columns['value'] = Float64Array.from({ length: data.rows }, (_, i) => Number(data.columns['value']?.[i]) + 1); return model.fit(data, options, given); } }),
  },
];

const predicts: readonly Rule<AnyModel>[] = [
  {
    promise: 'predicts from a fit that was stored as JSON and read back, with every value inside its interval',
    faults: (model) => {
      const { outcome } = fitted(model);
      if (outcome.status !== 'fitted') return [];
      const stored: unknown = JSON.parse(JSON.stringify(outcome.value));
      const [direct, back] = [model.predict(outcome.value, asked(model), defaults(model.card), tools(3)), model.predict(stored, asked(model), defaults(model.card), tools(3))];
      if (asText(direct) !== asText(back)) return ['the fit is not plain JSON: stored and read back it predicts otherwise'];
      return direct.status === 'fitted' ? [...wrongLengths(direct.value), ...spoiltNumbers(direct.value, 'the prediction'), ...crossedIntervals(direct.value)] : direct.why.sentence ? [] : ['no reason'];
    },
    broken: (model) => ({ ...model, predict: (_, { rows }) => ({ status: 'fitted', value: { rows, columns: { x: new Float64Array(rows), x_low: new Float64Array(rows).fill(1), x_high: new Float64Array(rows).fill(2) } } }) }),
  },
  {
    promise: 'sums a fit up in finite numbers inside their intervals',
    faults: (model) => {
      const { outcome } = fitted(model);
      if (outcome.status !== 'fitted') return [];
      const lines = model.summary(outcome.value);
      const whole = model.table?.(outcome.value);
      return [...(whole ? [...wrongLengths(whole), ...spoiltNumbers(whole, 'the table')] : []), ...(lines.length > 0 ? [] : ['an empty summary']), ...spoiltNumbers(lines, 'the summary'),
        ...lines.filter(({ estimate }) => estimate && !(estimate.low <= estimate.value && estimate.value <= estimate.high)).map(({ name }) => `${name} lies outside its interval`)];
    },
    broken: (model) => ({ ...model, summary: () => [{ name: 'mean', estimate: { value: 1, low: 2, high: 3, level: 0.9 } }] }),
  },
];

/** Fits something that cannot be fitted; a thrown error is no refusal. */
function refusal(model: AnyModel, data: Table, options: Options, circumstances: string, column?: string): Faults {
  try {
    const outcome = model.fit(data, options, tools());
    if (outcome.status === 'fitted') return [`${circumstances}: it gave an answer`];
    const { why } = outcome;
    return why.code && why.sentence && (column === undefined || why.column?.startsWith(column)) ? [] : [`${circumstances}: "${why.sentence}" names no column`];
  } catch (error) {
    return [`${circumstances}: it threw ${String(error)}`];
  }
}

const needed = ({ card }: AnyModel): Column[] => card.columns.filter((column) => !column.optional && !column.repeated);

const refuses: readonly Rule<AnyModel>[] = [
  {
    promise: 'declines a table without a column that it needs, and names the column',
    faults: (model) => needed(model).flatMap(({ name }) => {
      const { data } = fitted(model);
      const columns = Object.fromEntries(Object.entries(data.columns).filter(([key]) => key !== name));
      return refusal(model, { rows: data.rows, columns }, defaults(model.card), `without ${name}`, name);
    }),
    broken: (model) => ({ ...model, fit: (data, options, given) => ('value' in data.columns ? model.fit(data, options, given) : { status: 'fitted', value: {} }) }),
  },
  {
    promise: 'declines a number that is none, and names its column',
    faults: (model) => needed(model).filter(({ kind }) => kind !== 'text').flatMap(({ name }) => {
      const { data } = fitted(model);
      const spoilt = Float64Array.from(data.columns[name] ?? [], Number);
      spoilt[Math.min(1, spoilt.length - 1)] = Number.NaN;
      return refusal(model, { ...data, columns: { ...data.columns, [name]: spoilt } }, defaults(model.card), `${name} with a number that is none`, name);
    }),
    broken: (model) => ({ ...model, fit: (data, options, given) => (data.columns['value']?.some((x) => Number.isNaN(x)) ? { status: 'fitted', value: {} } : model.fit(data, options, given)) }),
  },
  {
    promise: 'declines a table without rows',
    faults: (model) => (needed(model).length === 0 ? [] : refusal(model, tableOf(model.card.columns.filter(({ optional }) => !optional), 0), defaults(model.card), 'no rows')),
    broken: (model) => ({ ...model, fit: (data, options, given) => (data.rows === 0 ? { status: 'fitted', value: {} } : model.fit(data, options, given)) }),
  },
  {
    promise: 'declines an option outside its bounds',
    faults: (model) => model.card.options.filter(({ kind, min }) => kind !== 'numbers' && min !== undefined).slice(0, 3).flatMap(({ name, min }) =>
      refusal(model, fitted(model).data, { ...defaults(model.card), [name]: Number(min) - 1 }, `${name} = ${Number(min) - 1}`, name)),
    broken: (model) => ({ ...model, fit: (data, options, given) => model.fit(data, { ...options, level: 0.9 }, given) }),
  },
];

const withCard = (model: AnyModel, more: object): AnyModel => ({ ...model, card: { ...model.card, ...more } });

const cards: readonly Rule<AnyModel>[] = [
  {
    promise: 'has a card with a source, assumptions, and options whose defaults are allowed',
    faults: ({ card }) => [
      ...(card.sources.length > 0 && card.sources.every(({ citation }) => citation.length > 10) ? [] : ['no source']),
      ...(card.assumptions.length > 0 && card.declines.length > 0 && card.enough.length > 10 ? [] : ['assumptions, what is enough and what is declined belong on the card']),
      ...[card.options, card.simulation].map((options) => readSettings(options, {}).why?.sentence).filter((sentence) => sentence !== undefined),
    ],
    broken: (model) => withCard(model, { sources: [] }),
  },
  {
    promise: 'has its card in the list that pages and documents read',
    faults: ({ card }) => (card.id === meanModel.card.id || modelCards.includes(card) ? [] : ['its card is not the one in cards.gen.ts']),
    broken: (model) => withCard(model, { id: 'unlisted' }),
  },
];

describe('the contract of models', () => {
  keepsItsContract<AnyModel>({
    kind: 'model', members: models, idOf: ({ card }) => card.id, example: meanModel, patience: 120_000,
    rules: [
      isNamedAsItsFile(({ card }) => card.id, (model, id) => withCard(model, { id })),
      speaksEveryLanguage(({ card }) => card, (model, more) => withCard(model, { title: more })),
      hasDecided(({ card }) => card, (model, more) => withCard(model, { title: more })),
      ...cards, ...simulates, ...predicts, ...answers, ...refuses, ...properties,
    ],
  });
});
