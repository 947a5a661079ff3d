import { beforeAll, describe, expect, it } from 'vitest';
import { numbers, present, readColumns } from '#tests/reference-data.ts';
import { seeded } from '../../math/random.ts';
import { correlation, mean } from '../../math/summary.ts';
import { takeRows } from '../../math/row-order.ts';
import { describeFeatures, designMatrix } from '../../propensity/features.ts';
import type { Options, Table } from '../contract.ts';
import { areaUnderUplift, qini, upliftAt } from './curves.ts';
import { learn, score, type Learner } from './learners.ts';
import { model, type UpliftFit } from './model.ts';

const tools = { random: seeded(1) };
function fit(table: Table, options: Options = {}): UpliftFit {
  const outcome = model.fit(table, options, { random: seeded('fold') });
  if (outcome.status !== 'fitted') throw new Error(outcome.why.sentence);
  return outcome.value;
}
const reason = (table: Table): string => {
  const outcome = model.fit(table, {}, tools);
  return outcome.status === 'fitted' ? 'fitted' : outcome.why.code;
};

const hillstrom = 'hillstrom/hillstrom.csv.gz';
describe.skipIf(!present(hillstrom))('Hillstrom’s e-mail test (skipped where ../shared/data/hillstrom is absent)', () => {
  let raw: Record<string, string[]>;
  beforeAll(() => { raw = readColumns(hillstrom); });
  const against = (arm: string): Table => {
    const rows = raw['segment'].map((_, i) => i).filter((i) => raw['segment'][i] === arm || raw['segment'][i] === 'No E-Mail');
    const pick = (name: string): string[] => rows.map((i) => raw[name][i]);
    return {
      rows: rows.length,
      columns: {
        treated: Float64Array.from(rows, (i) => Number(raw['segment'][i] === arm)), outcome: numbers(pick('visit')),
        ...Object.fromEntries(['recency', 'history', 'mens', 'womens', 'newbie'].map((n) => [`number_${n}`, numbers(pick(n))])),
        ...Object.fromEntries(['zip_code', 'channel', 'history_segment'].map((n) => [`text_${n}`, pick(n)])),
      },
    };
  };
  const measures = (data: Table, scores: Float64Array): (number | null)[] => {
    const [y, t] = [data.columns['outcome'] as Float64Array, data.columns['treated'] as Float64Array];
    return [areaUnderUplift(y, scores, t), qini(y, scores, t), upliftAt(y, scores, t, 0.3)];
  };
  const fifth = (data: Table, inside: boolean): Table => takeRows(data, Array.from({ length: data.rows }, (_, i) => i).filter((i) => (i % 5 === 0) === inside));

  it('ranks by past spending exactly as scikit-uplift 0.5 measures it', () => {
    const womens = against('Womens E-Mail');
    const [a, q] = measures(womens, womens.columns['number_history'] as Float64Array);
    expect(a).toBeCloseTo(0.0010476346, 10);
    expect(q).toBeCloseTo(0.0026215141, 10);
    const test = fifth(womens, true);
    const [b, r] = measures(test, test.columns['number_history'] as Float64Array);
    expect(b).toBeCloseTo(0.0031382324, 10);
    expect(r).toBeCloseTo(0.0071454222, 10);
    const mens = against('Mens E-Mail');
    const [c, s] = measures(mens, mens.columns['number_history'] as Float64Array);
    expect(c).toBeCloseTo(0.0095784238, 10);
    expect(s).toBeCloseTo(0.0184334013, 10);
    const mensTest = fifth(mens, true);
    const [d, u] = measures(mensTest, mensTest.columns['number_history'] as Float64Array);
    expect(d).toBeCloseTo(0.0185483342, 10);
    expect(u).toBeCloseTo(0.0377568158, 10);
  });

  it.each([
    ['Womens E-Mail', 't', [0.03324315, 0.07253572, 0.05715518], 1e-5],
    ['Womens E-Mail', 'class', [0.03498741, 0.07662632, 0.06821445], 6e-4],
    ['Mens E-Mail', 't', [0.01200658, 0.02520366, 0.10678859], 8e-4],
    ['Mens E-Mail', 'class', [0.01090499, 0.02248618], 1e-5],
  ] as const)('%s: the %s-learner ranks the people left out as the reference does, but for its penalty on unscaled columns', (arm, learner, expected, tolerance) => {
    const data = against(arm);
    const [train, test] = [fifth(data, false), fifth(data, true)];
    const features = describeFeatures(train);
    const { x, terms } = designMatrix(train, features);
    const learnt = learn(learner, x, terms, train.columns['treated'] as Float64Array, train.columns['outcome'] as Float64Array, 0.1);
    if (!learnt) throw new Error('no optimum');
    const found = measures(test, score(learnt, designMatrix(test, features).x, terms));
    expected.forEach((want, i) => expect(Math.abs((found[i] ?? 0) - want)).toBeLessThan(tolerance));
  });

  it('finds that people differ in answering the women’s mailing, for every learner', () => {
    const womens = against('Womens E-Mail');
    for (const learner of ['t', 'x', 'class'] as Learner[]) {
      const known = fit(womens, { learner, folds: 2 });
      expect(known.qini).toBeGreaterThan(0.05);
      expect(known.honest.mean).toBeCloseTo(0.0452, 2);
      expect(known.upliftInBestThird).toBeGreaterThan(known.honest.mean);
    }
  }, 240_000);
});

describe('the curves', () => {
  it('are 1 for the perfect ranking, and unmoved by any rising change of the score', () => {
    const random = seeded('curves');
    const treated = Float64Array.from({ length: 2000 }, () => Number(random.next() < 0.5));
    const outcome = treated.map((t) => Number(random.next() < 0.2 + 0.1 * t));
    const perfect = outcome.map((y, i) => y * treated[i] - y * (1 - treated[i]));
    expect(qini(outcome, perfect, treated)).toBeCloseTo(1, 12);
    const any = outcome.map(() => random.normal());
    expect(qini(outcome, any.map((s) => Math.exp(s) + 3), treated)).toBe(qini(outcome, any, treated));
    expect(Math.abs(qini(outcome, any, treated) ?? 1)).toBeLessThan(0.15);
    const order = Array.from(any, (_, i) => i).reverse();
    const turn = (v: Float64Array): Float64Array => Float64Array.from(order, (i) => v[i]);
    expect(areaUnderUplift(turn(outcome), turn(any), turn(treated))).toBeCloseTo(areaUnderUplift(outcome, any, treated) ?? NaN, 12);
  });
});

describe('what is put in is found again', () => {
  it.each(['t', 'x', 'class'] as Learner[])('the %s-learner’s uplift is right on average and in the right order', (learner) => {
    const data = model.simulate({ people: 12000, share: 0.6 }, { random: seeded('truth') });
    const known = fit(data, { learner });
    const told = model.predict(known, data, {}, tools);
    if (told.status !== 'fitted') throw new Error(told.why.sentence);
    const [uplift, low, high, truth] = [told.value.columns['uplift'], told.value.columns['uplift_low'], told.value.columns['uplift_high'], data.columns['truth']] as Float64Array[];
    const [told1, true1] = [mean(uplift), mean(truth)];
    expect(Math.abs(told1 - true1)).toBeLessThan(0.02);
    const r = correlation(uplift, truth);
    expect(r).toBeGreaterThan(0.85);
    expect(low.every((v, i) => v < uplift[i] && uplift[i] < high[i])).toBe(true);
  });

  it('90 % intervals of the mean effect hold the truth 85 to 95 times in a hundred, and equal effects are declined', () => {
    const runs = process.env['TRIBUTARY_FULL'] ? 400 : 200;
    let [held, fits] = [0, 0];
    for (let i = 0; i < runs; i++) {
      const data = model.simulate({ people: 3000 }, { random: seeded(`u ${i}`) });
      const outcome = model.fit(data, { folds: 2 }, { random: seeded(i) });
      if (outcome.status !== 'fitted') continue;
      fits += 1;
      const truth = (data.columns['truth'] as Float64Array).reduce((a, b) => a + b, 0) / data.rows;
      const { mean, covariance } = outcome.value.honest;
      if (Math.abs(mean - truth) <= 1.645 * Math.sqrt(covariance[0])) held += 1;
    }
    expect(fits / runs).toBeGreaterThan(0.9);
    expect(held / fits).toBeGreaterThanOrEqual(0.85);
    expect(held / fits).toBeLessThanOrEqual(0.95);
    let declines = 0;
    for (let i = 0; i < 30; i++) if (reason(model.simulate({ people: 3000, spread: 0 }, { random: seeded(`same ${i}`) })) === 'no-difference') declines += 1;
    expect(declines / 30).toBeGreaterThan(0.85);
  });
});

describe('edges', () => {
  const data = model.simulate({ people: 3000 }, { random: seeded('edge') });
  it('declines with the reason', () => {
    expect(reason({ rows: 0, columns: { treated: new Float64Array(0), outcome: new Float64Array(0) } })).toBe('too-few-events');
    expect(reason(takeRows(data, [0]))).toBe('too-few-events');
    expect(reason({ rows: data.rows, columns: { treated: data.columns['treated'], outcome: data.columns['outcome'], number_x: new Float64Array(data.rows).fill(7) } })).toBe('no-features');
    expect(reason({ rows: data.rows, columns: { ...data.columns, number_age: (data.columns['number_age'] as Float64Array).map((v, i) => (i === 5 ? NaN : v)) } })).toBe('not-a-number');
    expect(reason({ rows: data.rows, columns: { ...data.columns, treated: (data.columns['treated'] as Float64Array).map((v) => v + 1) } })).toBe('not-a-flag');
    expect(model.predict(fit(data), { rows: 1, columns: {} }, {}, tools)).toMatchObject({ why: { code: 'column-missing' } });
  });

  it('answers the same when a column changes its unit, and for levels never seen', () => {
    const scaled = { rows: data.rows, columns: { ...data.columns, number_age: (data.columns['number_age'] as Float64Array).map((v) => 1e9 * v + 3) } };
    expect(fit(scaled).qini).toBeCloseTo(fit(data).qini ?? NaN, 6);
    const one = model.predict(fit(data), { rows: 1, columns: { number_age: Float64Array.of(0), number_habit: Float64Array.of(0), text_place: ['the moon'] } }, {}, tools);
    expect(one.status).toBe('fitted');
  });
});
