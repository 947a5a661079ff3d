import { projectGain } from '../../experiments/gain.ts';
import { readExperiment, type ArmSummary, type Comparison, type Scale } from '../../experiments/readout.ts';
import { simulateExperiment } from '../../experiments/simulate.ts';
import { declined, readSettings, type Settings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { chanceAbove, chanceLargest, credible, expectedGain, posterior, type Normal } from '../../experiments/posterior.ts';

export interface BayesianDifference {
  arm: string;
  estimate: number;
  sd: number;
  low: number;
  high: number;
  /** Chance that the variant is better than the control. */
  chanceToWin: number;
  /** Expected loss if the variant, or the control, is chosen, in the unit of the effect. */
  riskOfVariant: number;
  riskOfControl: number;
}

export interface BayesianFit {
  metric: 'mean' | 'proportion' | 'ratio';
  scale: Scale;
  level: number;
  control: string;
  better: 'higher' | 'lower';
  prior: { mean: number; sd: number } | null;
  arms: (ArmSummary & { chanceBest: number })[];
  differences: BayesianDifference[];
}

export const model: Model<BayesianFit> = {
  card,

  fit(data, options) {
    const read = readExperiment(data, card, options);
    if (read.status !== 'fitted') return read;
    const { metric, scale, level, control, arms, comparisons, settings } = read.value;
    const base = arms.find((a) => a.arm === control)?.mean ?? 0;
    const prior = priorOf(settings, scale, base);
    if (prior && prior.sd === 0) return declined({ code: 'control-zero', column: 'value', value: control, sentence: 'A prior of relative effects has no meaning while the control is zero.' });
    const sign = settings.text('better') === 'lower' ? -1 : 1;
    const beliefs = comparisons.map((c) => ({ arm: c.arm, belief: posterior(c.estimate, c.standardError, prior) }));
    const differences = beliefs.map(({ arm, belief }) => {
      const good: Normal = { mean: sign * belief.mean, sd: belief.sd };
      return {
        arm, estimate: belief.mean, sd: belief.sd, ...credible(belief, level), chanceToWin: chanceAbove(good),
        riskOfVariant: expectedGain({ mean: -good.mean, sd: good.sd }), riskOfControl: expectedGain(good),
      };
    });
    const best = chancesBest(comparisons, beliefs.map((b) => b.belief), sign);
    const listed = arms.map((a) => ({ ...a, chanceBest: best[a.arm === control ? 0 : 1 + comparisons.findIndex((c) => c.arm === a.arm)] }));
    return {
      status: 'fitted',
      value: { metric: metric.kind, scale, level, control, better: sign > 0 ? 'higher' : 'lower', prior, arms: listed, differences },
    };
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
      estimate: { value: d.estimate, low: d.low, high: d.high, level: fit.level },
      text: `chance to win ${(100 * d.chanceToWin).toFixed(1)} %, expected loss ${d.riskOfVariant.toPrecision(3)}`,
    }));
  },
};

/** The prior speaks of relative effects; an absolute effect takes it times the control. */
function priorOf(s: Settings, scale: Scale, base: number): Normal | null {
  if (!s.has('prior_deviation')) return null;
  const unit = scale === 'relative' ? 1 : Math.abs(base);
  return { mean: s.number('prior_mean') * unit, sd: s.number('prior_deviation') * unit };
}

/** Control first. All comparisons share the control's error, so that error is put on the control alone. */
function chancesBest(comparisons: Comparison[], beliefs: Normal[], sign: number): number[] {
  if (beliefs.length === 1) {
    const win = chanceAbove({ mean: sign * beliefs[0].mean, sd: beliefs[0].sd });
    return [1 - win, win];
  }
  const part = (c: Comparison): number => Math.min(0.999, c.shared / c.standardError ** 2);
  const common = Math.min(...comparisons.map((c, i) => part(c) * beliefs[i].sd ** 2));
  return chanceLargest([
    { mean: 0, sd: Math.sqrt(common) },
    ...beliefs.map((b) => ({ mean: sign * b.mean, sd: Math.sqrt(b.sd ** 2 - common) })),
  ]);
}
