/** From what the marketer gives to the numbers the sampler works on: everything in shares of its largest value. */
import { adstockParameters } from '../../math/adstock.ts';
import { saturationParameters } from '../../math/saturation.ts';
import { perChannel } from './channel-curve.ts';
import { baseline, baselineMatrix, type Baseline, type MixInput } from './design.ts';
import { prepareLifts, type PreparedLift } from './lift.ts';
import type { Prior } from './prior.ts';

export interface Problem {
  input: MixInput;
  base: Baseline;
  z: Float64Array;
  /** Outcome and spends in shares of their largest value. */
  y: Float64Array;
  spends: Float64Array[];
  outcomeScale: number;
  spendScales: number[];
  /** Spend at which most of a channel's money is spent: Σx²/Σx. */
  usual: number[];
  priors: Prior[];
  names: string[];
  perChannel: number;
  lifts: PreparedLift[];
}

export function problem(input: MixInput): Problem {
  const base = baseline(input);
  const columns = Object.fromEntries([...input.events, ...input.controls].map((c) => [c.name, c.values]));
  const outcomeScale = Math.max(...input.outcome.map(Math.abs));
  const spendScales = input.channels.map((c) => Math.max(...c.spend) || 1);
  const { adstock, saturation, lags } = input.structure;
  const priors: Prior[] = [{ kind: 'half-normal', sd: 0.5 }, { kind: 'half-normal', sd: 0.2 }];
  const names = ['noise', 'wiggle'];
  for (const c of input.channels) {
    priors.push(c.effect ?? { kind: 'half-normal', sd: 0.5 });
    priors.push(...(c.adstockPriors ?? adstockDefaults(adstock, lags)));
    priors.push(...(c.saturationPriors ?? saturationDefaults(saturation)));
    names.push(...['effect', ...adstockParameters[adstock], ...saturationParameters[saturation]].map((p) => `${c.name}: ${p}`));
  }
  const spends = input.channels.map((c, k) => c.spend.map((v) => v / spendScales[k]));
  return {
    input, base, z: baselineMatrix(base, input.time, columns), y: input.outcome.map((v) => v / outcomeScale), spends, outcomeScale, spendScales, usual: spends.map(usualSpend),
    priors, names, perChannel: perChannel(input.structure), lifts: prepareLifts(input, spends, spendScales, outcomeScale),
  };
}

/** Most advertising fades within weeks: retention 0.25 on average, anything possible (PyMC-Marketing's Beta(1, 3)). */
function adstockDefaults(form: MixInput['structure']['adstock'], lags: number): Prior[] {
  switch (form) {
    case 'none': return [];
    case 'geometric': return [{ kind: 'beta', a: 1, b: 3, scale: 1 }];
    case 'delayed': return [{ kind: 'beta', a: 1, b: 3, scale: 1 }, { kind: 'beta', a: 1, b: 2, scale: lags - 1 }];
    case 'weibull-cdf': return [{ kind: 'log-normal', location: 0, spread: 0.4 }, { kind: 'log-normal', location: 0.3, spread: 0.6 }];
    case 'weibull-pdf': return [{ kind: 'log-normal', location: 0.5, spread: 0.4 }, { kind: 'log-normal', location: 0.7, spread: 0.6 }];
  }
}

/** Half of the ceiling is reached somewhere between a tenth and twice the largest spend seen. */
function saturationDefaults(form: MixInput['structure']['saturation']): Prior[] {
  switch (form) {
    case 'logistic': return [{ kind: 'gamma', shape: 3, rate: 1 }];
    case 'tanh': return [{ kind: 'log-normal', location: -0.3, spread: 0.6 }];
    case 'michaelis-menten': return [{ kind: 'log-normal', location: -0.7, spread: 0.7 }];
    case 'hill': return [{ kind: 'log-normal', location: -0.7, spread: 0.7 }, { kind: 'log-normal', location: 0.2, spread: 0.4 }];
    case 'linear': return [];
  }
}

function usualSpend(x: Float64Array): number {
  const sum = x.reduce((a, b) => a + b, 0);
  return sum > 0 ? x.reduce((a, b) => a + b * b, 0) / sum : 1;
}
