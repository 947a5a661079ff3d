import { beforeAll, describe, expect, it } from 'vitest';
import { bankMarketing, evenRows } from '#tests/bank-marketing.ts';
import { present } from '#tests/reference-data.ts';
import { seeded } from '../../math/random.ts';
import { takeRows } from '../../math/row-order.ts';
import { areaUnderCurve, calibrationOf } from '../../propensity/ranking.ts';
import type { Options, Table } from '../contract.ts';
import { boost, logOdds } from './boosting.ts';
import { model, type BoostedPropensityFit } from './model.ts';
import { addShapley, expectedValue } from './shapley.ts';
import { growTree, type Tree } from './tree.ts';

const tools = { random: seeded(1) };
function fit(table: Table, options: Options = {}): BoostedPropensityFit {
  const outcome = model.fit(table, options, { random: seeded('fold') });
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (table: Table, options: Options = {}): string => {
  const outcome = model.fit(table, options, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};
function predict(known: BoostedPropensityFit, table: Table, options: Options = {}): Record<string, Float64Array> {
  const outcome = model.predict(known, table, options, tools);
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value.columns as Record<string, Float64Array>;
}

describe('Shapley values of trees', () => {
  /** The definition: the mean over all orders of columns of what each adds, absent columns followed both ways by cover. */
  function byDefinition(tree: Tree, bins: Uint8Array[], row: number): number[] {
    const k = bins.length;
    const answer = (known: Set<number>, node = 0): number => {
      if (tree.left[node] < 0) return tree.value[node];
      const c = tree.column[node];
      if (known.has(c)) return answer(known, bins[c][row] <= tree.cut[node] ? tree.left[node] : tree.right[node]);
      return (tree.cover[tree.left[node]] * answer(known, tree.left[node]) + tree.cover[tree.right[node]] * answer(known, tree.right[node])) / tree.cover[node];
    };
    const orders = (left: number[]): number[][] => (left.length === 0 ? [[]] : left.flatMap((c) => orders(left.filter((x) => x !== c)).map((o) => [c, ...o])));
    const all = orders(Array.from({ length: k }, (_, i) => i));
    const value = new Array<number>(k).fill(0);
    for (const order of all) {
      const known = new Set<number>();
      for (const c of order) { const before = answer(known); known.add(c); value[c] += (answer(known) - before) / all.length; }
    }
    return value;
  }

  it('equal their definition, also where a column is met twice on a path', () => {
    const random = seeded('shapley');
    const n = 400;
    const bins = Array.from({ length: 4 }, () => Uint8Array.from({ length: n }, () => Math.floor(random.next() * 12)));
    const gradient = Float64Array.from({ length: n }, (_, i) => Math.sin(bins[0][i]) + (bins[1][i] > 5 ? bins[2][i] : -1) + 0.1 * random.normal());
    const tree = growTree(bins, Uint32Array.from({ length: n }, (_, i) => i), gradient, new Float64Array(n).fill(1), { leaves: 14, leastPeople: 3, ridge: 1, rate: 1 });
    expect(tree.value.length).toBeGreaterThan(15);
    for (let row = 0; row < 40; row++) {
      const values = new Float64Array(4);
      addShapley(tree, bins, row, values);
      byDefinition(tree, bins, row).forEach((v, i) => expect(values[i]).toBeCloseTo(v, 10));
      const whole = logOdds({ base: 0, trees: [tree] }, bins, n);
      expect(values.reduce((a, b) => a + b, 0) + expectedValue(tree)).toBeCloseTo(whole[row], 10);
    }
  });
});

describe.skipIf(!present('bank-marketing/bank-full.csv.gz'))('the bank’s telephone campaign (skipped where ../shared/data/bank-marketing is absent)', () => {
  let bank: Table;
  beforeAll(() => { bank = bankMarketing(); });

  it('ranks and promises honestly the people left out, without the length of the call', () => {
    const [train, test] = [takeRows(bank, evenRows(bank.rows, false).filter((_, i) => i % 2 === 0)), takeRows(bank, evenRows(bank.rows, true))];
    const known = fit(train);
    const { chance } = predict(known, test, { explain: false });
    const outcome = test.columns['outcome'] as Float64Array;
    expect(areaUnderCurve(chance, outcome)?.auc).toBeGreaterThan(0.77);
    expect(areaUnderCurve(chance, outcome)?.auc).toBeLessThan(0.82);
    expect(calibrationOf(chance, outcome).error).toBeLessThan(0.02);
  }, 240_000);
});

describe('what is put in is found again', () => {
  const bent = model.simulate({ people: 8000, shape: 'bend' }, { random: seeded('bend') });

  it('bends and combinations are ranked nearly as well as the truth ranks them', () => {
    const known = fit(bent);
    const fresh = model.simulate({ people: 8000, shape: 'bend' }, { random: seeded('fresh') });
    const outcome = fresh.columns['outcome'] as Float64Array;
    const best = areaUnderCurve(fresh.columns['truth'] as Float64Array, outcome)?.auc ?? 0;
    const found = areaUnderCurve(predict(known, fresh, { explain: false })['chance'], outcome)?.auc ?? 0;
    expect(best - found).toBeLessThan(0.02);
  });

  it('90 % intervals hold the share of people scored alike 85 to 97 times in a hundred', () => {
    let [held, all] = [0, 0];
    for (let i = 0; i < 20; i++) {
      const known = fit(model.simulate({ people: 4000, shape: 'bend' }, { random: seeded(`b ${i}`) }));
      const fresh = model.simulate({ people: 4000, shape: 'bend' }, { random: seeded(`f ${i}`) });
      const told = predict(known, fresh, { explain: false });
      const truth = fresh.columns['truth'] as Float64Array;
      for (const band of known.alike) {
        const rows = Array.from(told['chance'], (_, j) => j).filter((j) => told['chance'][j] >= band.from && known.alike.every((b) => b.from <= band.from || told['chance'][j] < b.from));
        if (rows.length < 20) continue;
        const mean = (v: Float64Array): number => rows.reduce((s, j) => s + v[j], 0) / rows.length;
        all += 1;
        if (mean(told['chance_low']) <= mean(truth) && mean(truth) <= mean(told['chance_high'])) held += 1;
      }
    }
    expect(all).toBeGreaterThanOrEqual(150);
    expect(held / all).toBeGreaterThanOrEqual(0.85);
    expect(held / all).toBeLessThanOrEqual(0.97);
  });

  it('explanations add up exactly to the log-odds', () => {
    const some = takeRows(bent, Array.from({ length: 50 }, (_, i) => i));
    const told = predict(fit(bent), some);
    const parts = Object.entries(told).filter(([name]) => name === 'base' || name.startsWith('because_')).map(([, v]) => v);
    told['chance'].forEach((p, i) => expect(parts.reduce((s, v) => s + v[i], 0)).toBeCloseTo(Math.log(p / (1 - p)), 9));
  });
});

describe('edges', () => {
  const data = model.simulate({ people: 2000 }, { random: seeded('edge') });
  it('declines with the reason', () => {
    expect(reason({ rows: 0, columns: { outcome: new Float64Array(0) } })).toBe('too-few-events');
    expect(reason(takeRows(data, [0]))).toBe('too-few-events');
    expect(reason({ rows: data.rows, columns: { outcome: data.columns['outcome'], number_x: new Float64Array(data.rows).fill(3) } })).toBe('no-features');
    expect(reason(model.simulate({ strength: 0, people: 2000 }, { random: seeded('none') }))).toBe('not-above-chance');
    expect(reason({ rows: data.rows, columns: { ...data.columns, number_age: (data.columns['number_age'] as Float64Array).map((v, i) => (i === 4 ? NaN : v)) } })).toBe('not-a-number');
    expect(reason({ rows: data.rows, columns: { ...data.columns, number_late: data.columns['outcome'] } })).toBe('leak-suspected');
    expect(model.predict(fit(data), { rows: 1, columns: {} }, {}, tools)).toMatchObject({ why: { code: 'column-missing' } });
  });

  it('answers the same under any rising change of a number, enormous ones too', () => {
    const changed = { rows: data.rows, columns: { ...data.columns, number_age: (data.columns['number_age'] as Float64Array).map((v) => 1e9 * v ** 3) } };
    const [a, b] = [predict(fit(data), data, { explain: false }), predict(fit(changed), changed, { explain: false })];
    b['chance'].forEach((p, i) => expect(p).toBeCloseTo(a['chance'][i], 9));
  });

  it('stops early when there is no more to learn, and when asked to', () => {
    expect(fit(data).ensemble.trees.length).toBeLessThan(200);
    expect(model.fit(data, {}, { random: seeded(1), stopped: () => true })).toMatchObject({ status: 'unsettled', why: { code: 'stopped' } });
    const bins = [Uint8Array.from({ length: 100 }, (_, i) => i % 2)];
    const rows = Uint32Array.from({ length: 100 }, (_, i) => i);
    const constant = boost(bins, Float64Array.from({ length: 100 }, (_, i) => Number(i % 4 < 2)), rows, new Uint32Array(0), { rounds: 50, patience: 5, leaves: 4, leastPeople: 5, ridge: 1, rate: 0.1 });
    expect(constant?.trees.length).toBe(0);
  });
});
