import { alwaysValidP, halfWidth, mixture } from '../../experiments/confidence-sequence.ts';
import { projectGain } from '../../experiments/gain.ts';
import { oneBound, readExperiment, type ArmSummary, type Scale, type Side } from '../../experiments/readout.ts';
import { simulateExperiment } from '../../experiments/simulate.ts';
import { declined, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';

export interface SequentialDifference {
  arm: string;
  estimate: number;
  standardError: number;
  saved: number;
  /** A side that the test leaves open is null. */
  low: number | null;
  high: number | null;
  /** Always valid: it may be compared with 1 - level at any look. */
  p: number;
}

export interface SequentialFit {
  metric: 'mean' | 'proportion' | 'ratio';
  scale: Scale;
  side: Side;
  level: number;
  control: string;
  tightest: number;
  arms: ArmSummary[];
  differences: SequentialDifference[];
}

export const model: Model<SequentialFit> = {
  card,

  fit(data, options) {
    const read = readExperiment(data, card, options);
    if (read.status !== 'fitted') return read;
    const { metric, scale, level, control, arms, comparisons, settings } = read.value;
    const side = settings.text('side') as Side;
    const tightest = settings.number('tightest');
    const [alpha, oneSided] = [1 - level, side !== 'two-sided'];
    if (oneSided && alpha >= 0.5) {
      return declined({ code: 'option-invalid', column: 'level', value: String(level), sentence: 'A one-sided sequence needs a level above 0.5.' });
    }
    const rho = mixture(alpha, tightest, oneSided);
    const inControl = arms.find((a) => a.arm === control)?.people ?? 0;
    const differences = comparisons.map(({ arm, people, estimate, standardError, saved }) => {
      const n = people + inControl;
      const reach = halfWidth(standardError, n, alpha, rho, oneSided);
      return {
        arm, estimate, standardError, saved,
        low: side === 'less' ? null : estimate - reach,
        high: side === 'greater' ? null : estimate + reach,
        p: alwaysValidP(side === 'less' ? -estimate : estimate, standardError, n, rho, oneSided),
      };
    });
    return { status: 'fitted', value: { metric: metric.kind, scale, side, level, control, tightest, arms, differences } };
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
      text: `${oneBound(d, fit.level)}always-valid p = ${d.p.toPrecision(3)}`,
    }));
  },
};
