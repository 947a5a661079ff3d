/** Rules about answers: what `predict` and `table` give is what the card describes, no more and no less. */
import type { Answer, Table } from '../../science/models/contract.ts';
import type { Faults, Rule } from './contract.ts';
import { asked, defaults, fitted, tools, type AnyModel } from './model-fits.ts';

const ends = ({ name, interval }: Answer): string[] => (interval === undefined ? [name] : [name, `${name}_low`, `${name}_high`]);

/** The description that a column goes by: its own before one that stands for many. */
function describing(answers: readonly Answer[], column: string): number {
  const own = answers.findIndex((answer) => !answer.repeated && ends(answer).includes(column));
  return own >= 0 ? own : answers.findIndex((answer) => answer.repeated && column.startsWith(answer.name) && column.length > answer.name.length);
}

function strange({ kind, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Answer, name: string, values: Float64Array | string[]): Faults {
  if (Array.isArray(values) !== (kind === 'text')) return [`${name} is not of the kind ${kind}`];
  if (Array.isArray(values)) return [];
  const whole = kind === 'count' || kind === 'flag';
  const at = values.findIndex((value) => value < min || value > max || (whole && !(Number.isInteger(value) && value >= 0)) || (kind === 'flag' && value > 1));
  return at < 0 ? [] : [`row ${at} of ${name} is ${values[at]}, which its description rules out`];
}

/** Columns that no description knows, descriptions without a column, columns in another order, and values of another kind or out of bounds. */
export function strangeAnswers(answers: readonly Answer[], { columns }: Table): Faults {
  const names = Object.keys(columns);
  const places = names.map((name) => describing(answers, name));
  const promised = answers.flatMap((answer, place) => {
    if (!answer.repeated) return answer.when === undefined || answer.name in columns ? ends(answer) : [];
    const heads = names.filter((name, i) => places[i] === place && !(answer.interval !== undefined && /_(low|high)$/.test(name)));
    return heads.length > 0 || answer.when !== undefined ? heads.flatMap((name) => ends({ ...answer, name })) : [`${answer.name}…`];
  });
  return [
    ...names.filter((_, i) => places[i] === -1).map((name) => `nothing describes ${name}`),
    ...promised.filter((name) => !(name in columns)).map((name) => `${name} is described and not there`),
    ...names.filter((_, i) => i > 0 && (places[i] ?? 0) < (places[i - 1] ?? 0)).map((name) => `${name} stands after what its description comes before`),
    ...names.flatMap((name, i) => { const answer = answers[places[i] ?? -1]; return answer ? strange(answer, name, columns[name] ?? []) : []; }),
  ];
}

const told = (answers: readonly Answer[]): Faults => answers.flatMap(({ name, means, interval, when }) =>
  [means, interval, when].some((text) => text !== undefined && text.length < 3) || new Set(answers.map((one) => one.name)).size < answers.length ? [`${name} is described twice or not in words`] : []);

export const answers: readonly Rule<AnyModel>[] = [
  {
    promise: 'predicts the columns that its card describes, in their order, of their kind and within their bounds',
    faults: (model) => {
      const { outcome } = fitted(model);
      if (outcome.status !== 'fitted') return [];
      const got = model.predict(outcome.value, asked(model), defaults(model.card), tools(3));
      return got.status === 'fitted' ? [...told(model.card.answers), ...strangeAnswers(model.card.answers, got.value)] : [`its own example is ${got.status}: ${got.why.sentence}`];
    },
    broken: (model) => ({ ...model, card: { ...model.card, answers: model.card.answers.map((answer) => ({ ...answer, name: `no_${answer.name}` })) } }),
  },
  {
    promise: 'writes tables of the columns that its card describes, and describes no table that it has not',
    faults: (model) => {
      const { outcome } = fitted(model);
      if ((model.table === undefined) !== (model.card.table === undefined)) return ['the card describes a table and there is none, or the other way round'];
      return outcome.status === 'fitted' && model.table && model.card.table ? [...told(model.card.table), ...strangeAnswers(model.card.table, model.table(outcome.value))] : [];
    },
    broken: (model) => ({ ...model, table: () => ({ rows: 0, columns: {} }) }),
  },
];
