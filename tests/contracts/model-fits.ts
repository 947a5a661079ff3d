/** What the rules of the model suite share: fits of simulated data, and the search for numbers that are none. */
import { seeded } from '#science/math/random.ts';
import type { Card, Model, Options, Outcome, Table, Tools } from '../../science/models/contract.ts';
import type { Faults } from './contract.ts';

export type AnyModel = Model<unknown>;

export const tools = (seed = 1): Tools => ({ random: seeded(seed) });
/** Options as they stand, and those that the example of the card gives, such as the day a test began. */
export const defaults = ({ options, example }: Pick<Card, 'options' | 'example'>): Options =>
  Object.fromEntries(options.map(({ name, default: given }) => [name, example?.options?.[name] ?? given]));

/** A number that is none spoils whatever is computed from it, so it is looked for everywhere. */
export function spoiltNumbers(value: unknown, way: string): Faults {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${way} is ${value}`];
  if (value instanceof Float64Array) return value.every(Number.isFinite) ? [] : [`${way} holds a number that is none`];
  if (Array.isArray(value)) return value.flatMap((inner, i) => spoiltNumbers(inner, `${way}[${i}]`)).slice(0, 3);
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => spoiltNumbers(inner, `${way}.${key}`)) : [];
}

export const asText = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (inner instanceof Float64Array ? [...inner] : inner));
/** Fits of the simulated data, made once a model: some take seconds. */
const fits = new Map<AnyModel, { data: Table; outcome: Outcome<unknown> }>();
export function fitted(model: AnyModel): { data: Table; outcome: Outcome<unknown> } {
  const known = fits.get(model);
  if (known) return known;
  const data = model.simulate({}, tools());
  const made = { data, outcome: model.fit(data, defaults(model.card), tools(2)) };
  fits.set(model, made);
  return made;
}

/** What to predict for: the example of the card, else the data of the fit. */
export function asked(model: AnyModel): Table {
  const { predictColumns, example } = model.card;
  if (!example?.ask) return predictColumns?.length === 0 ? { rows: 0, columns: {} } : fitted(model).data;
  const columns = Object.entries(example.ask).map(([name, values]) => [name, values.every((value) => typeof value === 'number') ? Float64Array.from(values) : values.map(String)] as const);
  return { rows: columns[0]?.[1].length ?? 0, columns: Object.fromEntries(columns) };
}

/** Intervals go by the names x, x_low, x_high. */
export function crossedIntervals({ columns }: Table): Faults {
  return Object.keys(columns).filter((name) => `${name}_low` in columns && `${name}_high` in columns).flatMap((name) => {
    const [value, low, high] = [columns[name], columns[`${name}_low`], columns[`${name}_high`]];
    const crossed = [...(value ?? [])].findIndex((x, i) => Number(low?.[i]) > Number(x) || Number(x) > Number(high?.[i]));
    return crossed < 0 ? [] : [`row ${crossed} of ${name} lies outside its interval`];
  });
}
