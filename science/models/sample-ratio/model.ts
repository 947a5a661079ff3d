import { drawBinomial } from '../../math/distributions.ts';
import { declined, needColumns, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { alwaysValidRatio, chiSquareRatio } from './ratio.ts';

export interface SampleRatioFit {
  arms: { arm: string; people: number; expected: number }[];
  /** Chi-square; null for the check that holds at any look. */
  statistic: number | null;
  p: number;
  alarm: boolean;
  threshold: number;
}

export const model: Model<SampleRatioFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    const bad = why ?? needColumns(data, card);
    if (bad || !settings) return declined(bad ?? noArms);
    const arm = data.columns['arm'] as string[];
    const people = data.columns['people'] as Float64Array;
    const share = (data.columns['share'] as Float64Array | undefined) ?? new Float64Array(data.rows).fill(1);
    if (data.rows < 2) return declined(noArms);
    const row = share.findIndex((s) => s <= 0);
    if (row >= 0) return declined({ code: 'share-not-positive', column: 'share', row, value: String(share[row]), sentence: 'Every arm must have a share above zero; leave out arms that get nobody.' });
    const total = people.reduce((a, b) => a + b, 0);
    const whole = share.reduce((a, b) => a + b, 0);
    const arms = arm.map((name, i) => ({ arm: name, people: people[i], expected: (total * share[i]) / whole }));
    if (total === 0) return declined({ code: 'nobody', column: 'people', sentence: 'Nobody has been counted yet.' });
    const thin = arms.findIndex((a) => a.expected < 5);
    if (thin >= 0) return declined({ code: 'too-few-people', column: 'people', row: thin, value: String(people[thin]), sentence: `Fewer than five people are expected in "${arm[thin]}" so far; wait for more.` });
    const once = settings.text('looks') === 'once';
    const test = chiSquareRatio(people, share);
    const p = once ? test.p : alwaysValidRatio(people, share);
    const threshold = settings.number('alarm');
    return { status: 'fitted', value: { arms, statistic: once ? test.statistic : null, p, alarm: p < threshold, threshold } };
  },

  /** The people expected in each arm, and how far the count is off. */
  predict(fit) {
    return {
      status: 'fitted',
      value: {
        rows: fit.arms.length,
        columns: {
          arm: fit.arms.map((a) => a.arm),
          expected: Float64Array.from(fit.arms, (a) => a.expected),
          surplus: Float64Array.from(fit.arms, (a) => a.people - a.expected),
        },
      },
    };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const total = settings.number('people');
    const treated = drawBinomial(tools.random, total, 0.5);
    const kept = drawBinomial(tools.random, treated, 1 - settings.number('leak'));
    return { rows: 2, columns: { arm: ['control', 'treatment'], people: Float64Array.of(total - treated, kept), share: Float64Array.of(0.5, 0.5) } };
  },

  summary(fit) {
    return [{ name: fit.alarm ? 'sample-ratio mismatch: do not trust the results' : 'arms are as large as set', estimate: null, text: `p = ${fit.p.toPrecision(3)}` }];
  },
};

const noArms = { code: 'arms-missing', column: 'arm', sentence: 'At least two arms are needed to compare their sizes.' };
