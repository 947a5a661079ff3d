/** Rules about what must not matter, or must matter one way, whatever the model: the order of rows, more of the same, numbers beyond sense. */
import { seeded } from '#science/math/random.ts';
import type { Estimate, Options, Outcome, Table } from '../../science/models/contract.ts';
import type { Faults, Rule } from './contract.ts';
import { crossedIntervals, defaults, spoiltNumbers, tools, type AnyModel } from './model-fits.ts';

/** Smaller simulations where the usual one takes seconds: a rule here fits several times. */
const SMALLER: Record<string, Options> = {
  'media-mix': { periods: 60, channels: 2 }, forecast: { periods: 48 }, 'seasonal-purchases': { customers: 600 }, 'item-recommendation': { customers: 100 },
  'boosted-propensity': { people: 800 }, 'logistic-propensity': { people: 1000 }, uplift: { people: 3000 }, 'look-alike': { people: 1500 }, 'association-rules': { baskets: 500 },
};

/** Channels stand in the order in which they first appear, which its options go by, and its search takes them up in that order. */
const ORDER_MATTERS: ReadonlySet<string> = new Set(['budget-allocation']);

const drawn = new Map<AnyModel, { data: Table; options: Options; outcome: Outcome<unknown> }>();
/** A small simulation with its fit. The first arm counts as control where none is named, so that one is named. */
function small(model: AnyModel): { data: Table; options: Options; outcome: Outcome<unknown> } {
  const known = drawn.get(model);
  if (known) return known;
  const data = model.simulate(SMALLER[model.card.id] ?? {}, tools());
  const arms = data.columns['arm'];
  const control = model.card.options.some(({ name }) => name === 'control') && Array.isArray(arms) ? { control: arms[0] ?? null } : {};
  const options = { ...defaults(model.card), ...control };
  const made = { data, options, outcome: model.fit(data, options, tools(2)) };
  drawn.set(model, made);
  return made;
}

const picked = ({ columns }: Table, rows: readonly number[]): Table => ({
  rows: rows.length,
  columns: Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.isArray(values) ? rows.map((row) => values[row] ?? '') : Float64Array.from(rows, (row) => values[row] ?? Number.NaN)])),
});
const rowsOf = ({ rows }: Table): number[] => Array.from({ length: rows }, (_, row) => row);

function shuffled(data: Table): Table {
  const [order, random] = [rowsOf(data), seeded(4)];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return picked(data, order);
}

const estimates = (model: AnyModel, fit: unknown): Map<string, Estimate> => new Map(model.summary(fit).flatMap(({ name, estimate }) => (estimate ? [[name, estimate]] : [])));

/** Whatever is asked: finite numbers in their intervals, or a reason; never a thrown error. */
function sound(model: AnyModel, data: Table, options: Options, circumstances: string): Faults {
  try {
    const outcome = model.fit(data, options, tools(2));
    if (outcome.status !== 'fitted') return outcome.why.code && outcome.why.sentence && !/NaN|undefined|Infinity|\[object/.test(outcome.why.sentence) ? [] : [`${circumstances}: no reason: ${outcome.why.sentence}`];
    const lines = model.summary(outcome.value);
    const wide = lines.filter(({ estimate }) => estimate && !(estimate.low <= estimate.value && estimate.value <= estimate.high)).map(({ name }) => `${name} lies outside its interval`);
    const next = model.card.predictColumns ? null : model.predict(JSON.parse(JSON.stringify(outcome.value)), data, options, tools(3));
    const told = next?.status === 'fitted' ? [...spoiltNumbers(next.value, 'the prediction'), ...crossedIntervals(next.value)] : [];
    return [...spoiltNumbers(outcome.value, 'the fit'), ...spoiltNumbers(lines, 'the summary'), ...wide, ...told].map((fault) => `${circumstances}: ${fault}`);
  } catch (error) {
    return [`${circumstances}: it threw ${String(error)}`];
  }
}

const numeric = ({ columns }: Table): string[] => Object.keys(columns).filter((name) => !Array.isArray(columns[name]));
const withColumn = (data: Table, name: string, change: (value: number, row: number) => number): Table =>
  ({ ...data, columns: { ...data.columns, [name]: Float64Array.from(Array.from(data.columns[name] ?? [], Number), change) } });

export const properties: readonly Rule<AnyModel>[] = [
  {
    promise: 'finds the same whatever the order of rows',
    faults: (model) => {
      const { data, options, outcome } = small(model);
      if (outcome.status !== 'fitted') return [];
      const other = model.fit(shuffled(data), options, tools(2));
      if (other.status !== 'fitted') return [`shuffled it is ${other.status}: ${other.why.sentence}`];
      const again = estimates(model, other.value);
      return [...estimates(model, outcome.value)].flatMap(([name, { value, low, high }]) => {
        const now = again.get(name)?.value;
        const slack = ORDER_MATTERS.has(model.card.id) ? high - low : 1e-5 * Math.max(1e-9, Math.abs(value), high - low);
        return now !== undefined && Math.abs(now - value) <= slack ? [] : [`${name}: ${value}, in another order ${now}`];
      });
    },
    broken: (model) => ({ ...model, fit: (data, options, given) => { const made = model.fit(data, options, given); return made.status === 'fitted' ? { status: 'fitted', value: { ...(made.value as object), mean: data.columns['value']?.[0] } } : made; }, summary: (fit) => [{ name: 'mean', estimate: { value: (fit as { mean: number }).mean, low: -9, high: 9, level: 0.9 } }] }),
  },
  {
    promise: 'narrows its intervals, or refuses, when the same rows come twice',
    faults: (model) => {
      const { data, options, outcome } = small(model);
      if (outcome.status !== 'fitted') return [];
      const twice = model.fit(picked(data, [...rowsOf(data), ...rowsOf(data)]), options, tools(2));
      if (twice.status !== 'fitted') return twice.why.sentence ? [] : ['no reason'];
      const again = estimates(model, twice.value);
      return [...estimates(model, outcome.value)].flatMap(([name, { low, high, value }]) => {
        const now = again.get(name);
        // What is counted in all, such as events added, doubles with the people.
        const grown = now && Math.abs(now.value - 2 * value) < 1e-6 * Math.abs(value) ? 2 : 1;
        return now && (now.high - now.low) / grown > 1.1 * (high - low) + 1e-6 * Math.abs(value) ? [`${name}: an interval of ${high - low} became one of ${now.high - now.low}`] : [];
      });
    },
    broken: (model) => ({ ...model, summary: (fit) => model.summary(fit).map((line) => (line.estimate ? { ...line, estimate: { ...line.estimate, low: line.estimate.value - 1 / (line.estimate.high - line.estimate.low), high: line.estimate.value + 1 / (line.estimate.high - line.estimate.low) } } : line)) }),
  },
  {
    promise: 'declines a number that is too large to compute with',
    faults: (model) => {
      const { data, options } = small(model);
      return numeric(data).flatMap((name) => [1e300, -1e300].flatMap((huge) => {
        const spoilt = withColumn(data, name, (value, row) => (row === Math.min(1, data.rows - 1) ? huge : value));
        return [...sound(model, spoilt, options, `${huge} in ${name}`), ...(model.card.columns.some((column) => name.startsWith(column.name)) && model.fit(spoilt, options, tools(2)).status === 'fitted' ? [`${huge} in ${name}: it gave an answer`] : [])];
      }));
    },
    broken: (model) => ({ ...model, fit: (data, options, given) => (data.columns['value']?.some((value) => Math.abs(Number(value)) > 1e200) ? { status: 'fitted', value: { mean: 0, half: 1 } } : model.fit(data, options, given)) }),
  },
  {
    promise: 'answers soundly or gives its reason for one row, for rows that are all alike, and for columns of zeros',
    faults: (model) => {
      const { data, options } = small(model);
      return [
        ...sound(model, picked(data, [0]), options, 'one row'), ...sound(model, picked(data, rowsOf(data).map(() => 0)), options, 'rows all alike'),
        ...numeric(data).flatMap((name) => sound(model, withColumn(data, name, () => 0), options, `zeros in ${name}`)),
      ];
    },
    broken: (model) => ({ ...model, fit: (data, options, given) => (data.rows === 1 ? { status: 'fitted', value: { mean: 1, half: Number.POSITIVE_INFINITY } } : model.fit(data, options, given)) }),
  },
];
