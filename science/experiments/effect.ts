/**
 * The effect of one arm against another by the delta method, for means, proportions and ratios, with or without
 * adjustment by the period before (CUPED) and with or without post-stratification, all as one formula:
 * the arms' mean vectors (weighted over strata), their joint covariance C, and the gradient g of the effect; var = g'Cg.
 * Sources: Deng, Xu, Kohavi & Walker 2013 (CUPED, eq. 5); Deng, Knoblich & Lu 2018 (delta method for ratios, eq. 3);
 * Miratrix, Sekhon & Yu 2013 (post-stratification, eq. 2 and 16).
 */
import { mergeArms, type Arm, type Metric } from './arm.ts';

export interface Effect {
  estimate: number;
  standardError: number;
  /** Welch and Satterthwaite's degrees of freedom. */
  df: number;
  /** Share of the variance that the adjustment took away; 0 without one. */
  saved: number;
  /** Part of the variance that comes from the control and is therefore common to all comparisons with it. */
  shared: number;
}

export interface Pair { control: Arm; treatment: Arm }

type Scale = 'absolute' | 'relative';

/** Null where the effect has no meaning: no variation at all, or a relative effect on a control of zero. */
export function effectOf(strata: Pair[], metric: Metric, scale: Scale): Effect | null {
  const theta = metric.adjusted ? adjustment(strata, metric) : 0;
  const adjusted = effectAt(strata, metric, scale, theta);
  if (!adjusted || theta === 0) return adjusted;
  const plain = effectAt(strata, metric, scale, 0);
  return { ...adjusted, saved: plain ? 1 - (adjusted.standardError / plain.standardError) ** 2 : 0 };
}

function effectAt(strata: Pair[], metric: Metric, scale: Scale, theta: number): Effect | null {
  const joint = combine(strata);
  const level = levelOf(joint.control, metric, theta);
  const other = levelOf(joint.treatment, metric, theta);
  if (!level || !other) return null;
  let estimate = other.value - level.value;
  let down = level.gradient.map((g) => -g);
  let up = other.gradient;
  if (scale === 'relative') {
    const base = Math.abs(level.raw);
    if (base === 0) return null;
    estimate /= base;
    // The gradient is taken at the unadjusted lift: the periods before differ only by chance between randomised arms.
    const lift = metric.kind === 'ratio' ? estimate : (other.raw - level.raw) / base;
    down = down.map((g, i) => g / base - (lift * Math.sign(level.raw) * level.rawGradient[i]) / base);
    up = up.map((g) => g / base);
  }
  const squared = quadratic(joint.covariance, [...down, ...up]);
  // Below rounding there is no variation left to judge the effect by.
  if (!(squared > 1e-26 * estimate * estimate) || !(squared > 0)) return null;
  return { estimate, standardError: Math.sqrt(squared), df: welch(strata, metric, theta), saved: 0, shared: quadratic(joint.covariance, down) };
}

/** Weighted mean vectors and the covariance of both: within strata, and from the strata's sizes being drawn (multinomial). */
function combine(strata: Pair[]): { control: number[]; treatment: number[]; covariance: number[][] } {
  const n = strata.reduce((s, p) => s + p.control.people + p.treatment.people, 0);
  const share = strata.map((p) => (p.control.people + p.treatment.people) / n);
  const k = strata[0].control.mean.length;
  const joined = strata.map((p) => [...p.control.mean, ...p.treatment.mean]);
  const mean = Array.from({ length: 2 * k }, (_, i) => joined.reduce((s, m, h) => s + share[h] * m[i], 0));
  const covariance = mean.map((_, i) => mean.map((__, j) => strata.reduce((s, p, h) => {
    const between = (share[h] * (joined[h][i] - mean[i]) * (joined[h][j] - mean[j])) / n;
    if (i < k !== j < k) return s + between;
    const arm = i < k ? p.control : p.treatment;
    return s + between + (share[h] ** 2 * arm.covariance[(i % k) * k + (j % k)]) / arm.people;
  }, 0)));
  return { control: mean.slice(0, k), treatment: mean.slice(k), covariance };
}

/** Level of one arm, (value - theta before), or of their ratios, with gradients of it and of the unadjusted level. */
function levelOf(m: number[], metric: Metric, theta: number): { value: number; raw: number; gradient: number[]; rawGradient: number[] } | null {
  if (metric.kind !== 'ratio') {
    const rest = metric.adjusted ? [0] : [];
    return {
      raw: m[0], value: m[0] - (metric.adjusted ? theta * m[1] : 0),
      rawGradient: [1, ...rest], gradient: metric.adjusted ? [1, -theta] : [1],
    };
  }
  if (m[1] === 0 || (metric.adjusted && m[3] === 0)) return null;
  const now = [1 / m[1], -m[0] / m[1] ** 2];
  const raw = m[0] / m[1];
  if (!metric.adjusted) return { raw, value: raw, rawGradient: now, gradient: now };
  const then = [1 / m[3], -m[2] / m[3] ** 2];
  return { raw, value: raw - (theta * m[2]) / m[3], rawGradient: [...now, 0, 0], gradient: [...now, ...then.map((g) => -theta * g)] };
}

/** CUPED's coefficient, cov(now, before) / var(before), over both arms; 0 where the period before does not vary. */
function adjustment(strata: Pair[], metric: Metric): number {
  let shared = 0;
  let spread = 0;
  for (const p of strata) {
    if (metric.kind !== 'ratio') {
      const both = mergeArms(p.control, p.treatment, metric);
      shared += both.people * both.covariance[1];
      spread += both.people * both.covariance[3];
      continue;
    }
    for (const arm of [p.control, p.treatment]) {
      const level = levelOf(arm.mean, metric, 1);
      if (!level) return 0;
      const now = [level.gradient[0], level.gradient[1], 0, 0];
      const then = [0, 0, -level.gradient[2], -level.gradient[3]];
      const square = Array.from({ length: 4 }, (_, i) => arm.covariance.slice(4 * i, 4 * i + 4));
      shared += bilinear(square, now, then);
      spread += bilinear(square, then, then);
    }
  }
  return spread > 0 ? shared / spread : 0;
}

/** Welch 1947 and Satterthwaite 1946 with the variances of the arms' levels. */
function welch(strata: Pair[], metric: Metric, theta: number): number {
  const parts = (['control', 'treatment'] as const).map((side) => {
    const arm = strata.map((p) => p[side]).reduce((a, b) => mergeArms(a, b, metric));
    const level = levelOf(arm.mean, metric, theta);
    const k = arm.mean.length;
    const square = Array.from({ length: k }, (_, i) => arm.covariance.slice(k * i, k * i + k));
    return { v: level ? quadratic(square, level.gradient) / arm.people : 0, df: arm.people - 1 };
  });
  const total = parts.reduce((s, p) => s + p.v, 0);
  const spread = parts.reduce((s, p) => s + (p.v * p.v) / p.df, 0);
  return spread > 0 ? total ** 2 / spread : parts[0].df + parts[1].df;
}

function quadratic(c: number[][], g: number[]): number {
  return bilinear(c, g, g);
}

function bilinear(c: number[][], x: number[], y: number[]): number {
  return x.reduce((s, a, i) => s + a * y.reduce((t, b, j) => t + c[i][j] * b, 0), 0);
}
