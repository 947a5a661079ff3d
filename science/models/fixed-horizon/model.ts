import { projectGain } from '../../experiments/gain.ts';
import { oneBound, readExperiment, type ArmSummary, type Scale, type Side } from '../../experiments/readout.ts';
import { simulateExperiment } from '../../experiments/simulate.ts';
import { readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { differenceTest, type Test } from './test-of-difference.ts';

export interface Difference extends Test {
  arm: string;
  estimate: number;
  standardError: number;
  df: number;
  /** Share of the variance that the period before took away. */
  saved: number;
}

export interface FixedHorizonFit {
  metric: 'mean' | 'proportion' | 'ratio';
  scale: Scale;
  side: Side;
  level: number;
  control: string;
  arms: ArmSummary[];
  differences: Difference[];
}

export const model: Model<FixedHorizonFit> = {
  card,

  fit(data, options) {
    const read = readExperiment(data, card, options);
    if (read.status !== 'fitted') return read;
    const { metric, scale, level, control, arms, comparisons, settings } = read.value;
    const side = settings.text('side') as Side;
    const differences = comparisons.map(({ arm, estimate, standardError, df, saved }) => ({
      arm, estimate, standardError, df, saved, ...differenceTest(estimate, standardError, df, level, side),
    }));
    return { status: 'fitted', value: { metric: metric.kind, scale, side, level, control, arms, differences } };
  },

  predict: projectGain,

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateExperiment(settings, tools.random);
  },

  summary(fit) {
    return fit.differences.map((d) => ({
      name: `${d.arm} against ${fit.control} (${fit.scale})`,
      estimate: d.low === null || d.high === null ? null : { value: d.estimate, low: d.low, high: d.high, level: fit.level },
      text: `${oneBound(d, fit.level)}p = ${d.p.toPrecision(3)}`,
    }));
  },
};
