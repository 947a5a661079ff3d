/** What the rules of the model suite share: fits of simulated data, and the search for numbers that are none. */
import { seeded } from '#science/math/random.ts';
import type { Card, Model, Options, Outcome, Table, Tools } from '../../science/models/contract.ts';
import type { Faults } from './contract.ts';

export type AnyModel = Model<unknown>;

export const tools = (seed = 1): Tools => ({ random: seeded(seed) });
/** Options as they stand; one without a default takes what the simulation of the same name was told, such as the day a test began. */
export const defaults = ({ options, simulation }: Pick<Card, 'options' | 'simulation'>): Options => Object.fromEntries(options.map(({ name, default: given }) =>
  [name, given ?? simulation.find((option) => option.name === name)?.default ?? null]));

/** A model may need to be told what nobody can know beforehand, by an option without a default; it names that option. */
export const asksForAnOption = (card: Card, outcome: Outcome<unknown>): boolean =>
  outcome.status === 'declined' && card.options.some(({ name, default: given }) => given === null && name === outcome.why.column);

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

/** Intervals go by the names x, x_low, x_high. */
export function crossedIntervals({ columns }: Table): Faults {
  return Object.keys(columns).filter((name) => `${name}_low` in columns && `${name}_high` in columns).flatMap((name) => {
    const [value, low, high] = [columns[name], columns[`${name}_low`], columns[`${name}_high`]];
    const crossed = [...(value ?? [])].findIndex((x, i) => Number(low?.[i]) > Number(x) || Number(x) > Number(high?.[i]));
    return crossed < 0 ? [] : [`row ${crossed} of ${name} lies outside its interval`];
  });
}
