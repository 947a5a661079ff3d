/** Do the experiments and the series agree? Where they do not, something moves spend and outcome together, or the effect has changed. */
import { mean, standardDeviation } from '../../math/summary.ts';
import { expectedLift } from './lift.ts';
import type { Problem } from './problem.ts';

export interface LiftCheck {
  channel: string;
  kind: 'window' | 'step' | 'return';
  /** What the test found and what the fit (test included) makes of it, in units of the outcome. */
  found: number;
  expected: number;
  /** How many standard errors the two lie apart. */
  apart: number;
  agrees: boolean;
  sentence: string;
}

/** Two standard errors: a twentieth of honest tests go further. */
const far = 2;

export function checkLifts(p: Problem, draws: number[][]): LiftCheck[] {
  return p.lifts.map((lift, k) => {
    const { channel, kind } = p.input.lifts[k];
    const values = draws.map((row) => expectedLift(lift, p.input.structure, Float64Array.from(row)));
    const read = lift.logarithmic ? values.map(Math.log) : values;
    const found = lift.logarithmic ? Math.log(lift.gain) : lift.gain;
    const apart = Math.abs(mean(read) - found) / Math.hypot(lift.error, standardDeviation(read));
    const agrees = apart <= far;
    const sentence = agrees
      ? `The test of "${channel}" and the series agree.`
      : `The test of "${channel}" and the series disagree by ${apart.toFixed(1)} standard errors: something may move its spend and the outcome together, or its effect has changed. Trust the test, and give it a smaller error if it was a randomised experiment.`;
    return { channel, kind, found: lift.gain * p.outcomeScale, expected: mean(values) * p.outcomeScale, apart, agrees, sentence };
  });
}
