import { describe, expect, test } from 'vitest';
import { inOrder, pathData, pathDataPresent } from '../../attribution/pathdata.fixture.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { model, type RulesFit } from './model.ts';

const tools = { random: seeded(1) };

function fitted(data: Table, options: Options = {}): RulesFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

const one = (path: string, ages?: string): Table => ({ rows: 1, columns: { path: [path], conversions: Float64Array.of(1), ...(ages ? { ages: [ages] } : {}) } });
const credit = (fit: RulesFit, rule: keyof RulesFit['credits']): Record<string, number> => Object.fromEntries(fit.channels.map((name, c) => [name, Number((fit.credits[rule]?.conversions[c] ?? -1).toFixed(6))]));

describe('attribution by rules', () => {
  test.skipIf(!pathDataPresent)('PathData: first, last and linear as ChannelAttribution gives them (skipped without ../shared/data/pathdata)', () => {
    const fit = fitted(pathData());
    expect(fit.conversions).toBe(19785);
    const get = (rule: 'first' | 'last' | 'linear', what: 'conversions' | 'value'): number[] => inOrder(fit.channels, fit.credits[rule]?.[what] ?? []);
    expect(get('first', 'conversions')).toEqual([3164, 4606, 6308, 2831, 1606, 902, 74, 27, 99, 165, 1, 2]);
    expect(get('last', 'conversions')).toEqual([4167, 3355, 8447, 989, 653, 1207, 230, 107, 531, 92, 5, 2]);
    // The figure in circulation for kappa, 137.96407807228, makes the twelve add up to 19,785.00000015; in exact fractions it is as here.
    const linear = [3539.95115710057, 3857.09622101776, 7574.71859375117, 2083.50014458908, 1022.80139390422, 1035.25757228553, 137.96407792228, 136.55154046644, 272.17043772046, 121.04163902027, 1.725, 2.22222222222];
    get('linear', 'conversions').forEach((v, i) => expect(v).toBeCloseTo(linear[i], 9));
    const values = {
      first: [11909.476213032, 19597.261276975, 19121.272355799, 12235.591744355, 6652.349347447, 3735.602164916, 305.74325, 103.004, 412.301242857, 718.97799183, 6.119, 5.273],
      last: [16754.20380011, 13487.97427136, 28414.21427436, 3850.02098726, 2799.09198758, 5249.94998543, 1069.38425, 453.26075, 2202.61228929, 506.01399183, 10.972, 5.273],
      linear: [13783.4970509201, 15988.98899502358, 24524.70956883353, 8954.2667166078, 4295.74361948719, 4430.31616942845, 599.74778625527, 539.52876305284, 1106.27006526655, 569.41735789106, 4.40405, 6.08144444444],
    };
    for (const rule of ['first', 'last', 'linear'] as const) get(rule, 'value').forEach((v, i) => expect(v).toBeCloseTo(values[rule][i], 5));
  });

  test('position: forty, twenty, forty; half each with two touches; all with one', () => {
    expect(credit(fitted(one('a > b > c')), 'position')).toEqual({ a: 0.4, b: 0.2, c: 0.4 });
    expect(credit(fitted(one('a > b')), 'position')).toEqual({ a: 0.5, b: 0.5 });
    expect(credit(fitted(one('a > b'), { firstShare: 0.6, lastShare: 0.2 }), 'position')).toEqual({ a: 0.75, b: 0.25 });
    expect(credit(fitted(one('a')), 'position')).toEqual({ a: 1 });
  });

  test('time decay: a touch one half-life earlier weighs half; very old paths keep their proportions', () => {
    expect(credit(fitted(one('a > b', '7 > 0')), 'time-decay')).toEqual({ a: 0.333333, b: 0.666667 });
    expect(credit(fitted(one('a > b', '90007 > 90000')), 'time-decay')).toEqual({ a: 0.333333, b: 0.666667 });
  });

  test('last that is not direct: direct gets credit only where nothing else was touched', () => {
    expect(credit(fitted(one('search > email > direct')), 'last-non-direct')).toEqual({ search: 0, email: 1, direct: 0 });
    expect(credit(fitted(one('direct > direct')), 'last-non-direct')).toEqual({ direct: 1 });
  });

  test('unknown rules, too large shares and time decay without ages are declined', () => {
    const cases: [Options, string][] = [[{ rules: ['best'] }, 'rule-unknown'], [{ firstShare: 0.8, lastShare: 0.8 }, 'shares-over-one'], [{ rules: ['time-decay'] }, 'ages-needed']];
    for (const [options, code] of cases) {
      const got = model.fit(one('a'), options, tools);
      expect(got.status === 'declined' && got.why.code).toBe(code);
    }
  });
});
