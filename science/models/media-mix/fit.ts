/** Mode, sampling and the draws that are kept: a plain-JSON fit. */
import { cholesky, solveLowerTransposed, symmetricEigen } from '../../math/linear.ts';
import { minimise } from '../../math/optimise.ts';
import type { Random } from '../../math/random.ts';
import { sample, type LogDensity, type Sample } from '../../math/sampler.ts';
import type { Outcome, Tools } from '../contract.ts';
import { unsettled } from '../checks.ts';
import { curveScratch, fixed, trace } from './channel-curve.ts';
import type { Baseline, MixInput, Structure } from './design.ts';
import { identify, type Identification } from './identification.ts';
import { checkLifts, type LiftCheck } from './lift-check.ts';
import { marginalLikelihood } from './marginal-likelihood.ts';
import { bend, logPosterior, unpacker } from './posterior.ts';
import { draw, middle } from './prior.ts';
import { problem, type Problem } from './problem.ts';

export interface Fit {
  structure: Structure;
  base: Baseline;
  channels: string[];
  /** Spend per channel and period in its own unit; carry-over needs it and so do the contributions. */
  spend: number[][];
  time: number[];
  outcome: number[];
  columns: Record<string, number[]>;
  outcomeScale: number;
  spendScales: number[];
  /** One row a kept draw: noise, wiggle, then each channel's effect, adstock and saturation parameters. */
  parameters: string[];
  draws: number[][];
  /** One row a kept draw: the baseline's coefficients in shares of the largest outcome. */
  baselineDraws: number[][];
  lifts: LiftCheck[];
  identification: Identification[];
  diagnostics: { rhat: number; bulkEss: number; tailEss: number; divergences: number; gradients: number };
}

export interface Effort { chains: number; warmup: number; draws: number; kept: number }
export const usual: Effort = { chains: 4, warmup: 200, draws: 200, kept: 400 };

/** Fits a media mix that has passed the checks of model.ts. */
export function fitMix(input: MixInput, tools: Tools, effort: Effort = usual): Outcome<Fit> {
  const p = problem(input);
  const density = logPosterior(p);
  const mode = findMode(p, density, tools.random.fork('mode'));
  if (!mode) return unsettled({ code: 'no-mode', sentence: 'No combination of parameters explains these data with a finite likelihood. Check the outcome and the spends for extreme values.' });
  const covariance = modeCovariance(density, mode);
  const factor = covariance && cholesky(covariance, mode.length);
  const jitter = tools.random.fork('starts');
  const starts = Array.from({ length: effort.chains }, () => {
    const z = mode.map(() => jitter.normal());
    const near = mode.map((v, i) => { let s = 0; for (let k = 0; k <= i; k++) s += factor ? factor[i * mode.length + k] * z[k] : 0; return v + s; });
    return Number.isFinite(density(near, new Float64Array(near.length))) ? near : mode;
  });
  // Runs that do not agree yet are made again, twice as long and with shorter steps.
  for (const [attempt, targetAcceptance] of [0.8, 0.95].entries()) {
    const each = (share: number): boolean => { tools.progress?.((attempt + share) / 2, 'sampling'); return tools.stopped?.() ?? false; };
    const got = sample(density, { starts, maxDepth: 8, ...effort, warmup: effort.warmup * (1 + attempt), draws: effort.draws * (1 + attempt), targetAcceptance, each, ...(covariance && { covariance }) }, tools.random.fork(`sampling ${attempt}`));
    if (!got) return unsettled({ code: 'no-start', sentence: 'The sampler found no starting point with a finite likelihood.' });
    if (got.stopped) return unsettled({ code: 'stopped', sentence: 'The fit was stopped before it was done.' });
    const fit = keep(p, got, effort, tools.random);
    const doubtful = disagreeing(p, got, fit);
    if (doubtful < 0) {
      if (!allFinite(fit)) return unsettled({ code: 'not-finite', sentence: 'A reading came out without a finite value, so nothing is said. Fit again with another seed.' });
      tools.progress?.(1, 'done');
      return { status: 'fitted', value: fit };
    }
    if (attempt === 1) return unsettled({ code: 'chains-disagree', column: p.names[doubtful], value: got.rhat[doubtful].toFixed(3), sentence: `Independent runs disagree about "${p.names[doubtful]}" (R-hat ${got.rhat[doubtful].toFixed(3)}; ${got.divergences} divergent steps). Give more data, a lift test or narrower priors for this channel.` });
  }
  return unsettled({ code: 'chains-disagree', sentence: 'Independent runs disagree.' });
}

/**
 * The coordinate that forbids an answer, or −1. Runs may wander a little (R-hat to 1.2) in channels that the answer calls
 * "not identified" anyway: there several explanations fit equally well, and the chains visit them in different shares.
 */
function disagreeing(p: Problem, got: Sample, fit: Fit): number {
  if (got.divergences > 0.05 * got.chains * got.draws) return got.rhat.indexOf(Math.max(...got.rhat));
  return got.rhat.findIndex((rhat, i) => {
    if (rhat < 1.05 && got.bulkEss[i] > 100) return false;
    const channel = i < fixed ? undefined : fit.identification[Math.floor((i - fixed) / p.perChannel)];
    return !(channel?.entangled && rhat < 1.2);
  });
}

/** The best of a few searches: the surface can have more than one hill. */
function findMode(p: Problem, density: LogDensity, random: Random): Float64Array | null {
  const negative = (u: Float64Array, g: Float64Array): number => { const v = -density(u, g); for (let i = 0; i < g.length; i++) g[i] = -g[i]; return v; };
  const first = Float64Array.from(p.priors, middle);
  first[0] = Math.log(0.1);
  for (let from = fixed; from < first.length; from += p.perChannel) first[from] = Math.log(Math.expm1(0.1 / bend)); // an effect of a tenth of the largest outcome
  let best: { x: Float64Array; value: number } | null = null;
  for (let k = 0; k < 4; k++) {
    const found = minimise(negative, first.map((v) => v + (k ? 0.7 * random.normal() : 0)), { maxIterations: 300, gradientTolerance: 1e-4, valueTolerance: 1e-9 });
    if (Number.isFinite(found.value) && (!best || found.value < best.value)) best = found;
  }
  return best?.x ?? null;
}

/** Inverse of the negative Hessian (differences of the exact gradient), its eigenvalues held inside sane bounds. */
function modeCovariance(density: LogDensity, mode: Float64Array): Float64Array | null {
  const n = mode.length;
  const h = new Float64Array(n * n);
  const [up, down] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const at1 = mode.slice();
    at1[i] += 1e-4;
    const at2 = mode.slice();
    at2[i] -= 1e-4;
    if (!Number.isFinite(density(at1, up)) || !Number.isFinite(density(at2, down))) return null;
    for (let j = 0; j < n; j++) h[i * n + j] = -(up[j] - down[j]) / 2e-4;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) { const s = (h[i * n + j] + h[j * n + i]) / 2; h[i * n + j] = s; h[j * n + i] = s; }
  const { values, vectors } = symmetricEigen(h, n);
  if (!values.every(Number.isFinite)) return null;
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const v = 1 / Math.min(1e8, Math.max(0.2, values[k])); // no direction wider than about 2.2 on the unconstrained scale
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) covariance[i * n + j] += v * vectors[i * n + k] * vectors[j * n + k];
  }
  return covariance;
}

function keep(p: Problem, got: Sample, effort: Effort, random: Random): Fit {
  const total = got.chains * got.draws;
  const every = Math.max(1, Math.floor(total / effort.kept));
  const m = p.base.terms.length;
  const core = marginalLikelihood(p.z, p.y.length, p.base);
  const curve = curveScratch(p.input.structure, p.y.length);
  const noise = random.fork('baseline');
  const unpack = unpacker(p);
  const draws: number[][] = [];
  const baselineDraws: number[][] = [];
  for (let k = 0; k < total; k += every) {
    const natural = new Float64Array(got.dims);
    unpack(got.values.subarray(k * got.dims, (k + 1) * got.dims), natural, new Float64Array(got.dims));
    const residual = p.y.slice();
    p.spends.forEach((x, c) => {
      const from = fixed + c * p.perChannel;
      trace(p.input.structure, x, natural, from, curve);
      for (let t = 0; t < x.length; t++) residual[t] -= natural[from] * curve.value[t];
    });
    core(residual, natural[0], natural[1], new Float64Array(natural.length));
    const step = solveLowerTransposed(core.factor, m, Float64Array.from({ length: m }, () => noise.normal()));
    draws.push([...natural]);
    baselineDraws.push(Array.from(core.mean, (v, j) => v + step[j]));
  }
  const prior = random.fork('prior');
  const priorDraws = Array.from({ length: 1000 }, () => p.priors.map((one) => draw(one, prior)));
  const { input } = p;
  const lifts = checkLifts(p, draws);
  return {
    structure: input.structure, base: p.base, channels: input.channels.map((c) => c.name), spend: input.channels.map((c) => [...c.spend]),
    time: [...input.time], outcome: [...input.outcome], columns: Object.fromEntries([...input.events, ...input.controls].map((c) => [c.name, [...c.values]])),
    outcomeScale: p.outcomeScale, spendScales: p.spendScales, parameters: p.names, draws, baselineDraws, lifts,
    identification: identify(p, draws, priorDraws, lifts),
    diagnostics: {
      rhat: Math.max(...got.rhat), bulkEss: Math.min(...got.bulkEss), tailEss: Math.min(...got.tailEss), divergences: got.divergences, gradients: got.gradients,
    },
  };
}

/** The last gate: what is not a number must never leave as an answer. */
const allFinite = (value: unknown): boolean => (typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null || Object.values(value).every(allFinite));
