/** What the read-outs of an experiment share: their options, and every arm's effect against the control. */
import { declined, needColumns, readSettings, type Settings } from '../models/checks.ts';
import type { Card, Option, Outcome, Reason, Table } from '../models/contract.ts';
import { pooled, readArms, variables, type Arm, type Metric, type Stratum } from './arm.ts';
import { effectOf, type Effect, type Pair } from './effect.ts';

export type Scale = 'absolute' | 'relative';
export type Side = 'two-sided' | 'greater' | 'less';

export const readoutOptions: Option[] = [
  { name: 'metric', kind: 'choice', choices: ['mean', 'proportion', 'ratio'], default: 'mean', means: 'whether each person has an amount, a yes or no, or a numerator over a denominator' },
  { name: 'scale', kind: 'choice', choices: ['absolute', 'relative'], default: 'relative', means: 'difference in the unit of the measure, or as a share of the control' },
  { name: 'control', kind: 'text', default: null, means: 'name of the arm the others are compared with; the first in the table where absent' },
  { name: 'level', kind: 'number', default: 0.95, min: 0.5, max: 0.9999, means: 'share of experiments whose interval should hold the truth' },
  { name: 'adjust', kind: 'flag', default: false, means: 'use the period before to take chance differences out (CUPED)' },
  { name: 'stratify', kind: 'flag', default: false, means: 'weigh the strata by their size (post-stratification)' },
];

export const sideOption: Option = {
  name: 'side', kind: 'choice', choices: ['two-sided', 'greater', 'less'], default: 'two-sided',
  means: 'whether a difference either way counts, or only a rise, or only a fall',
};

/** What a one-sided reading says in a summary: the one bound that it has. Empty where the interval has both. */
export function oneBound({ estimate, low, high }: { estimate: number; low: number | null; high: number | null }, level: number): string {
  if (low !== null && high !== null) return '';
  return `${Number(estimate.toPrecision(6))}, ${low === null ? 'at most' : 'at least'} ${Number((low ?? high ?? estimate).toPrecision(6))} at ${Number((level * 100).toPrecision(6))} %, `;
}

export const readoutDeclines = [
  'sums of squares contradict the sums',
  'an arm is missing or has fewer than two people',
  'the control is zero and a relative effect is asked for',
  'nothing varies, so that chance cannot be judged',
  'a proportion has fewer than five people with, or without, the event in an arm (the hold-out model judges such small counts)',
  'a stratum lacks one of the arms',
];

export interface ArmSummary { arm: string; people: number; mean: number }
export interface Comparison extends Effect { arm: string; people: number }
export interface Readout { metric: Metric; scale: Scale; level: number; control: string; arms: ArmSummary[]; comparisons: Comparison[]; settings: Settings }

/** Reads the table and the options of a read-out; every arm but the control is compared with it. */
export function readExperiment(data: Table, card: Card, options: Parameters<typeof readSettings>[1]): Outcome<Readout> {
  const { settings, why } = readSettings(card.options, options);
  if (why) return declined(why);
  const metric: Metric = { kind: settings.text('metric') as Metric['kind'], adjusted: settings.flag('adjust') };
  const bad = needColumns(data, card) ?? (settings.flag('stratify') && !data.columns['stratum']
    ? { code: 'column-missing', column: 'stratum', sentence: 'Post-stratification needs the column "stratum".' } : null);
  if (bad) return declined(bad);
  const read = readArms(data, metric);
  if (read.why) return declined(read.why);
  const whole = pooled(read.strata, metric);
  const control = settings.has('control') ? settings.text('control') : whole.keys().next().value;
  const thin = tooThin(whole, control, metric);
  if (thin || control === undefined) return declined(thin ?? noArms);
  return compare(settings.flag('stratify') ? read.strata : [{ name: '', arms: whole }], whole, control, metric, settings);
}

function compare(strata: Stratum[], whole: Map<string, Arm>, control: string, metric: Metric, settings: Settings): Outcome<Readout> {
  const scale = settings.text('scale') as Scale;
  const comparisons: Comparison[] = [];
  for (const [arm, { people }] of whole) {
    if (arm === control) continue;
    const pairs: Pair[] = [];
    for (const stratum of strata) {
      const [a, b] = [stratum.arms.get(control), stratum.arms.get(arm)];
      if (!a || !b || a.people < 2 || b.people < 2) {
        return declined({ code: 'stratum-thin', column: 'stratum', value: stratum.name, sentence: `The stratum "${stratum.name}" has fewer than two people in one of the arms. Join small strata before.` });
      }
      pairs.push({ control: a, treatment: b });
    }
    const effect = effectOf(pairs, metric, scale);
    if (!effect) return declined(noEffect(whole, control, scale));
    comparisons.push({ arm, people, ...effect });
  }
  const arms = [...whole].map(([arm, a]) => ({ arm, people: a.people, mean: levelMean(a, metric) }));
  return { status: 'fitted', value: { metric, scale, level: settings.number('level'), control, arms, comparisons, settings } };
}

function levelMean(arm: Arm, metric: Metric): number {
  return metric.kind === 'ratio' ? arm.mean[0] / arm.mean[1] : arm.mean[0];
}

const noArms: Reason = { code: 'arms-missing', column: 'arm', sentence: 'There are no rows, so there is no arm to compare.' };

function tooThin(whole: Map<string, Arm>, control: string | undefined, metric: Metric): Reason | null {
  if (whole.size === 0 || control === undefined) return noArms;
  if (!whole.has(control)) return { code: 'control-missing', column: 'arm', value: control, sentence: `No row belongs to the control "${control}".` };
  if (whole.size < 2) return { code: 'arms-missing', column: 'arm', sentence: 'There is only one arm; a comparison needs a control and at least one other.' };
  for (const [name, arm] of whole) {
    if (arm.people < 2) return { code: 'too-few-people', column: 'arm', value: name, sentence: `The arm "${name}" has fewer than two people.` };
    const k = arm.mean.length;
    if (!arm.covariance.every((c) => Math.abs(c) < 1e150)) {
      return { code: 'too-large', column: 'value', value: name, sentence: `The values of the arm "${name}" are too large to be squared; give them in a larger unit.` };
    }
    if (arm.mean.some((m, i) => arm.covariance[i * k + i] < -1e-9 * m * m)) {
      return { code: 'sums-impossible', column: 'arm', value: name, sentence: `The sums of squares of the arm "${name}" are smaller than its sums allow. Check how they were computed.` };
    }
    const events = arm.people * arm.mean[0];
    if (metric.kind === 'proportion' && Math.min(events, arm.people - events) < 5) {
      return { code: 'too-few-events', column: 'value', value: name, sentence: `The arm "${name}" has fewer than five people with the event, or without it; the normal approximation does not hold. Wait for more, or use the hold-out read-out.` };
    }
    if (metric.kind === 'ratio' && !(Math.abs(arm.mean[variables(metric).indexOf('denominator')]) > 0)) {
      return { code: 'denominator-zero', column: 'denominator', value: name, sentence: `The denominators of the arm "${name}" add up to zero, so there is no ratio.` };
    }
  }
  return null;
}

function noEffect(whole: Map<string, Arm>, control: string, scale: Scale): Reason {
  if (scale === 'relative' && whole.get(control)?.mean[0] === 0) {
    return { code: 'control-zero', column: 'value', value: control, sentence: 'The control is zero, so nothing can be expressed as a share of it. Ask for the absolute difference.' };
  }
  return { code: 'no-variation', column: 'value', sentence: 'The values do not vary, so chance cannot be judged.' };
}
