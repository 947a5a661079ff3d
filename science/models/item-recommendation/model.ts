import { numbers } from '../../customer-base/checks.ts';
import { inOwnOrder } from '../../math/row-order.ts';
import { declined, needColumns, needRows, readSettings, unsettled, type Settings } from '../checks.ts';
import type { Estimate, Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { board, candidates, neighbours, popularity, rank, readHistory, type Candidates, type History, type Neighbours, type Weights } from './scores.ts';

/** Plain JSON. `validation` compares, on last baskets set aside, the share of their items among the `top` named. */
export interface RecommendationFit {
  items: string[];
  popular: number[];
  near: { offsets: number[]; item: number[]; similarity: number[] };
  weights: Weights;
  now: number;
  validation: { customers: number; top: number; recall: number; error: number; popularity: number; popularityError: number };
}

export const model: Model<RecommendationFit> = { card, fit, predict, simulate, summary };

/** Candidates from popularity alone, for customers whose history says little. */
const POPULAR_ONES = 200;
const GRID: Weights[] = [0, 0.25, 0.5, 1, 2].flatMap((near) => [0, 0.1, 0.25, 0.5, 1].map((popular) => ({ own: 1, near, popular })));

function texts(table: Table, name: string): string[] {
  const values = table.columns[name];
  if (!Array.isArray(values)) throw new TypeError(`Column "${name}" was not checked before use.`);
  return values;
}

function fit(given: Table, options: Options, tools: Tools): Outcome<RecommendationFit> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = needColumns(given, card) ?? needRows(given, 1);
  if (why) return declined(why);
  const { settings } = read;
  const data = inOwnOrder(given);
  const h = readHistory(texts(data, 'customer'), texts(data, 'item'), numbers(data, 'time'));
  const returning = h.customers.map((_, c) => c).filter((c) => h.time[h.offsets[c]] < h.time[h.offsets[c + 1] - 1]);
  if (returning.length < 20) {
    return declined({ code: 'too-few-returning', value: String(returning.length), sentence: `Only ${returning.length} customers have bought at more than one time; at least 20 are needed to learn what comes next. Recommend what is popular until then.` });
  }
  const validation = validate(h, returning, settings, tools);
  if (!validation) return unsettled({ code: 'stopped', sentence: 'The choice of weights was stopped before its end. Start it again.' });
  const now = h.time.reduce((a, b) => Math.max(a, b), -Infinity);
  const ends = h.offsets.slice(1);
  const near = neighbours(h, ends, settings.number('shrink'), settings.number('neighbours'), settings.number('largestBasket'));
  return {
    status: 'fitted',
    value: {
      items: h.items, popular: [...popularity(h, ends, now, settings.number('trend'))],
      near: { offsets: [...near.offsets], item: [...near.item], similarity: [...near.similarity] }, weights: validation.weights, now, validation: validation.result,
    },
  };
}

/** Sets the last basket of some customers aside, learns from the rest, and takes the weights that find most of what was set aside. */
function validate(h: History, returning: number[], settings: Settings, tools: Tools): { weights: Weights; result: RecommendationFit['validation'] } | null {
  const step = Math.max(1, Math.ceil(returning.length / settings.number('validation')));
  const chosen = returning.filter((_, k) => k % step === 0);
  const ends = h.offsets.slice(1);
  for (const c of chosen) {
    const last = h.time[ends[c] - 1];
    while (h.time[ends[c] - 1] === last) ends[c]--;
  }
  const near = neighbours(h, ends, settings.number('shrink'), settings.number('neighbours'), settings.number('largestBasket'));
  const top = settings.number('top');
  const sums = GRID.map(() => ({ sum: 0, square: 0 }));
  const baseline = { sum: 0, square: 0 };
  const on = board(h.items.length);
  const add = (into: { sum: number; square: number }, v: number): void => { into.sum += v; into.square += v * v; };
  const weekly = new Map<number, { popular: Float64Array; ranking: Int32Array }>();
  for (let k = 0; k < chosen.length; k++) {
    if (k % 64 === 0) {
      tools.progress?.(k / chosen.length, 'validation');
      if (tools.stopped?.()) return null;
    }
    const c = chosen[k];
    const now = h.time[ends[c]];
    // What was popular by then, to the week: never what came later.
    const week = Math.floor(now / 7);
    const past = weekly.get(week) ?? popularBefore(h, ends, week * 7, settings.number('trend'));
    weekly.set(week, past);
    const wanted = new Set(h.item.subarray(ends[c], h.offsets[c + 1]));
    const found = (list: { item: number }[]): number => list.filter(({ item }) => wanted.has(item)).length / wanted.size;
    const all = candidates(h, h.offsets[c], ends[c], now, settings.number('halfLife'), near, past.popular, past.ranking, POPULAR_ONES, on);
    GRID.forEach((w, g) => add(sums[g], found(rank(all, w, top))));
    add(baseline, found(Array.from(past.ranking.subarray(0, top), (item) => ({ item }))));
  }
  const n = chosen.length;
  const best = sums.reduce((a, b, g) => (b.sum > sums[a].sum ? g : a), 0);
  const error = ({ sum, square }: { sum: number; square: number }): number => Math.sqrt(Math.max(0, square / n - (sum / n) ** 2) / n);
  return { weights: GRID[best], result: { customers: n, top, recall: sums[best].sum / n, error: error(sums[best]), popularity: baseline.sum / n, popularityError: error(baseline) } };
}

function popularBefore(h: History, ends: Int32Array, now: number, trend: number): { popular: Float64Array; ranking: Int32Array } {
  const before = ends.map((end, c) => {
    let e = end;
    while (e > h.offsets[c] && h.time[e - 1] >= now) e--;
    return e;
  });
  const popular = popularity(h, before, now, trend);
  return { popular, ranking: ranked(popular) };
}

function ranked(popular: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: popular.length }, (_, i) => i).sort((a, b) => popular[b] - popular[a] || a - b);
}

/** `top` rows a customer of the history given, best first: item, score (0 to the sum of the weights) and rank. Unknown items of the history are passed over. */
function predict(got: RecommendationFit, data: Table, options: Options, tools: Tools): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return declined(why);
  const { settings } = read;
  const h = readHistory(texts(data, 'customer'), texts(data, 'item'), numbers(data, 'time'), got.items);
  const near: Neighbours = { offsets: Int32Array.from(got.near.offsets), item: Int32Array.from(got.near.item), similarity: Float64Array.from(got.near.similarity) };
  const ranking = ranked(got.popular);
  const on = board(got.items.length);
  const now = h.time.reduce((a, b) => Math.max(a, b), got.now);
  const out: { customer: string[]; item: string[]; rank: number[]; score: number[] } = { customer: [], item: [], rank: [], score: [] };
  for (let c = 0; c < h.customers.length; c++) {
    if (c % 256 === 0) {
      tools.progress?.(c / h.customers.length, 'customers');
      if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The recommendations were stopped before their end. Start again to get all customers.' });
    }
    const all: Candidates = candidates(h, h.offsets[c], h.offsets[c + 1], now, settings.number('halfLife'), near, got.popular, ranking, POPULAR_ONES, on);
    const owned = settings.flag('onlyNew') ? new Set(h.item.subarray(h.offsets[c], h.offsets[c + 1])) : null;
    // Popularity breaks what the weights leave open: everybody gets something.
    const w = got.weights.popular > 0 ? got.weights : { ...got.weights, popular: 1e-6 };
    rank(all, w, settings.number('top'), (item) => !owned?.has(item)).forEach(({ item, score }, k) => {
      out.customer.push(h.customers[c]);
      out.item.push(got.items[item]);
      out.rank.push(k + 1);
      out.score.push(score);
    });
  }
  return { status: 'fitted', value: { rows: out.item.length, columns: { customer: out.customer, item: out.item, rank: Float64Array.from(out.rank), score: Float64Array.from(out.score) } } };
}

function simulate(given: Options, { random }: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const [items, tastes] = [settings.number('items'), settings.number('tastes')];
  const [customer, item, time]: [string[], string[], number[]] = [[], [], []];
  for (let c = 0; c < settings.number('customers'); c++) {
    const baskets = 2 + Math.floor(4 * random.next());
    for (let b = 0; b < baskets; b++) {
      const at = Math.floor(365 * random.next());
      for (let k = 0; k < 4; k++) {
        const part = random.next() < settings.number('loyalty') ? c % tastes : Math.floor(tastes * random.next());
        customer.push(`c${c}`);
        item.push(`item ${part + tastes * Math.floor((items / tastes) * random.next() ** 1.5)}`);
        time.push(at);
      }
    }
  }
  return { rows: item.length, columns: { customer, item, time: Float64Array.from(time) } };
}

function summary(got: RecommendationFit): ReturnType<Model<RecommendationFit>['summary']> {
  const v = got.validation;
  const within = (value: number, error: number): Estimate => ({ value, low: Math.max(0, value - 1.6448536 * error), high: Math.min(1, value + 1.6448536 * error), level: 0.9 });
  return [
    { name: `share of the last basket among the ${v.top} named`, estimate: within(v.recall, v.error) },
    { name: `the same for the ${v.top} most popular`, estimate: within(v.popularity, v.popularityError) },
    { name: 'customers set aside', estimate: null, text: String(v.customers) },
    { name: 'weights of own habit, goes together, popular', estimate: null, text: `${got.weights.own}, ${got.weights.near}, ${got.weights.popular}` },
  ];
}
