import { basketsFromRows, type Baskets } from '../../baskets/baskets.ts';
import { mineItemsets } from '../../baskets/itemsets.ts';
import { RuleIndex } from '../../baskets/rule-index.ts';
import { closedAndMaximal, findRules, measures, SupportIndex, type RuleLimits } from '../../baskets/rules.ts';
import { drawPoisson } from '../../math/distributions.ts';
import { declined, needColumns, needRows, readSettings, unsettled } from '../checks.ts';
import type { Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { summary, table } from './listing.ts';
import type { AssociationFit } from './rules-fit.ts';

export const model: Model<AssociationFit> = { card, fit, predict, simulate, summary, table };

/** Text columns of a checked table. */
function texts(table: Table, name: string): string[] {
  const values = table.columns[name];
  if (!Array.isArray(values)) throw new TypeError(`Column "${name}" was not checked before use.`);
  return values;
}

function fit(data: Table, options: Options, tools: Tools): Outcome<AssociationFit> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return declined(why);
  const { settings } = read;
  const all = basketsFromRows(texts(data, 'basket'), texts(data, 'item'));
  const baskets = upTo(all, settings.number('largestBasket'));
  if (baskets.count === 0) return declined({ code: 'baskets-too-large', column: 'basket', sentence: 'Every basket holds more items than the largest allowed. Raise the option "largestBasket".' });
  tools.progress?.(0.1, 'itemsets');
  const minimum = Math.max(1, Math.ceil(settings.number('support') * baskets.count - 1e-9));
  const sets = mineItemsets(baskets, { minimum, longest: settings.number('longest'), most: settings.number('mostItemsets') });
  if (!sets) {
    return declined({ code: 'too-many-itemsets', column: 'support', value: String(settings.number('support')), sentence: `More than ${settings.number('mostItemsets')} sets of items occur in ${minimum} baskets or more. Raise the support, or lower the longest set or the largest basket.` });
  }
  if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The search for rules was stopped before its end. Start it again.' });
  tools.progress?.(0.6, 'rules');
  const index = new SupportIndex(sets);
  const { closed, maximal } = closedAndMaximal(sets, index);
  const limits: RuleLimits = {
    confidence: settings.number('confidence'), lift: settings.number('lift'), shortest: settings.number('shortest'), largestConsequent: settings.number('largestConsequent'),
    redundant: settings.flag('redundant'), most: settings.number('most'), order: settings.text('order') as RuleLimits['order'],
  };
  const rules = findRules(sets, index, limits);
  const bySize: number[] = [];
  for (let i = 0; i < sets.count; i++) {
    const size = sets.offsets[i + 1] - sets.offsets[i];
    while (bySize.length < size) bySize.push(0);
    bySize[size - 1]++;
  }
  const sum = (flags: Uint8Array): number => flags.reduce((a, b) => a + b, 0);
  return {
    status: 'fitted',
    value: {
      items: baskets.items, baskets: baskets.count, leftOut: all.count - baskets.count,
      itemsets: { all: sets.count, closed: sum(closed), maximal: sum(maximal), bySize },
      rules: { ...rules, a: [...rules.a], antecedent: [...rules.antecedent], c: [...rules.c], consequent: [...rules.consequent], both: [...rules.both], left: [...rules.left], right: [...rules.right] },
    },
  };
}

/** The baskets of at most this many items. */
function upTo(all: Baskets, largest: number): Baskets {
  const offsets = [0];
  const members = new Int32Array(all.members.length);
  let n = 0;
  for (let b = 0; b < all.count; b++) {
    const size = all.offsets[b + 1] - all.offsets[b];
    if (size > largest) continue;
    members.set(all.members.subarray(all.offsets[b], all.offsets[b + 1]), n);
    n += size;
    offsets.push(n);
  }
  return { items: all.items, count: offsets.length - 1, offsets: Int32Array.from(offsets), members: members.subarray(0, n) };
}

/** For each basket the best offers: items it lacks, by the best rule that fires for each (rules stand in the order chosen at the fit). */
function predict(got: AssociationFit, data: Table, options: Options, tools: Tools): Outcome<Table> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = needColumns(data, card);
  if (why) return declined(why);
  const top = read.settings.number('top');
  const known = new Map(got.items.map((name, i) => [name, i]));
  const baskets = basketsFromRows(texts(data, 'basket'), texts(data, 'item'));
  const names = [...new Set(texts(data, 'basket'))];
  const index = new RuleIndex({ count: got.rules.count, a: Int32Array.from(got.rules.a), antecedent: Int32Array.from(got.rules.antecedent) }, got.items.length);
  const out: { basket: string[]; item: string[]; because: string[] } = { basket: [], item: [], because: [] };
  const figures: { confidence: number[]; lift: number[]; rule: number[]; fired: number[] } = { confidence: [], lift: [], rule: [], fired: [] };
  for (let b = 0; b < baskets.count; b++) {
    if (b % 1024 === 0) {
      tools.progress?.(b / baskets.count, 'baskets');
      if (tools.stopped?.()) return unsettled({ code: 'stopped', sentence: 'The offers were stopped before their end. Start again to get all baskets.' });
    }
    const basket = Array.from(baskets.members.subarray(baskets.offsets[b], baskets.offsets[b + 1]), (i) => known.get(baskets.items[i]) ?? -1).filter((i) => i >= 0);
    const { offers, fired } = bestOffers(got, index, basket, top);
    for (const { item, rule } of offers) {
      const m = measures(got.rules, rule);
      out.basket.push(names[b]);
      out.item.push(got.items[item]);
      out.because.push(got.rules.antecedent.slice(got.rules.a[rule], got.rules.a[rule + 1]).map((i) => got.items[i]).join(' + '));
      figures.confidence.push(m.confidence);
      figures.lift.push(m.lift);
      figures.rule.push(rule + 1);
      figures.fired.push(fired);
    }
  }
  const numbers = Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, Float64Array.from(list)]));
  return { status: 'fitted', value: { rows: out.basket.length, columns: { ...out, ...numbers } } };
}

function bestOffers(got: AssociationFit, index: RuleIndex, basket: number[], top: number): { offers: { item: number; rule: number }[]; fired: number } {
  const held = new Set(basket);
  const best = new Map<number, number>();
  let fired = 0;
  index.fire(basket, (rule) => {
    fired++;
    for (let k = got.rules.c[rule]; k < got.rules.c[rule + 1]; k++) {
      const item = got.rules.consequent[k];
      if (!held.has(item) && rule < (best.get(item) ?? Infinity)) best.set(item, rule);
    }
  });
  const offers = [...best].map(([item, rule]) => ({ item, rule })).sort((p, q) => p.rule - q.rule || p.item - q.item).slice(0, top);
  return { offers, fired };
}

/** Random baskets with one planted pair: who takes item 1 takes item 2 with the chance "bond". */
function simulate(given: Options, { random }: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const [basket, item]: [string[], string[]] = [[], []];
  for (let b = 0; b < settings.number('baskets'); b++) {
    const held = new Set<number>();
    if (random.next() < 0.2) {
      held.add(0);
      if (random.next() < settings.number('bond')) held.add(1);
    } else if (random.next() < 0.1) held.add(1);
    for (let k = 1 + drawPoisson(random, settings.number('size')); k > 0; k--) held.add(2 + Math.floor((settings.number('items') - 2) * random.next() ** 2));
    for (const i of held) {
      basket.push(`basket ${b + 1}`);
      item.push(`item ${i + 1}`);
    }
  }
  return { rows: item.length, columns: { basket, item } };
}
