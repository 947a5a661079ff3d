/**
 * Names what is unusual, the larger causes first: a level that shifted, a pattern that changed, then single periods.
 * A cause found is taken into the expectation before the next is looked for, so that a shift is not reported as many spikes.
 */
import { tQuantile, tTwoSided } from '../../math/distributions.ts';
import { median } from '../../math/summary.ts';
import { decompose, type Decomposition } from './decompose.ts';

export type Kind = 'spike' | 'dip' | 'level-shift' | 'season-change' | 'missing';
export interface Finding {
  kind: Kind;
  /** First and last period of the finding, counted from 0 on the grid. */
  from: number;
  to: number;
  actual: number | null;
  expected: number;
  /** How many standard deviations of ordinary noise; null for missing periods. */
  deviations: number | null;
  /** Chance of so much in an ordinary series of this length, at least once. */
  chance: number | null;
  sentence: string;
}

export interface Detection { findings: Finding[]; expected: Float64Array; spread: number; threshold: number; breaks: number[]; patterns: number[]; season: number }

/** A median absolute deviation is worth 0.37 of the values it is taken over (Rousseeuw & Croux 1993), and level and season took some. */
export const freedom = (n: number): number => Math.max(5, 0.37 * 0.8 * n);

/** `y` is one value a period, NaN where missing. `alarms` is the expected number of false alarms over the series. */
export function detect(y: Float64Array, season: number, alarms: number, name: (period: number) => string): Detection {
  const n = y.length;
  // Three causes are looked for; single periods get half of the false alarms, the other two a quarter each.
  const threshold = tQuantile(1 - alarms / (4 * n), freedom(n));
  const rarer = tQuantile(1 - alarms / (8 * n), freedom(n));
  const breaks: number[] = [];
  const patterns: number[] = [];
  let state = decompose(y, season, breaks, patterns);
  for (let round = 0; round < 5; round++) {
    const shift = strongestShift(y, season, breaks, patterns, rarer);
    if (shift === null) break;
    breaks.push(shift);
    breaks.sort((a, b) => a - b);
    state = decompose(y, season, breaks, patterns);
  }
  const change = season > 1 ? changedPattern(y, state, season, rarer) : null;
  if (change !== null) { patterns.push(change); state = decompose(y, season, breaks, patterns); }
  const before = decompose(y, season, breaks, []);
  const findings = [...gaps(y, state, name), ...breaks.map((at) => shiftFinding(y, state, at, n, name)), ...(change !== null ? [patternFinding(y, before, change, n, season, name)] : [])];
  for (let t = 0; t < n; t++) {
    const z = (y[t] - state.expected[t]) / state.spread;
    if (Number.isNaN(z) || Math.abs(z) < threshold) continue;
    findings.push(single(z, t, y[t], state.expected[t], n, name));
  }
  return { findings: findings.sort((a, b) => a.from - b.from), expected: state.expected, spread: state.spread, threshold, breaks, patterns, season };
}

const tail = (z: number, n: number): number => tTwoSided(z, freedom(n));
const amount = (v: number): string => String(Number(v.toPrecision(4)));
const rarity = (chance: number): string => (chance >= 0.001 ? `${(100 * chance).toPrecision(2)} % of ordinary series show as much` : 'fewer than one ordinary series in a thousand shows as much');

export function single(z: number, t: number, actual: number, expected: number, n: number, name: (period: number) => string): Finding {
  const chance = Math.min(1, n * tail(z, n));
  const kind = z > 0 ? 'spike' : 'dip';
  return { kind, from: t, to: t, actual, expected, deviations: z, chance, sentence: `${name(t)}: ${amount(actual)} where ${amount(expected)} was expected, ${Math.abs(z).toFixed(1)} standard deviations ${z > 0 ? 'above' : 'below'}; ${rarity(chance)}.` };
}

function gaps(y: Float64Array, state: Decomposition, name: (period: number) => string): Finding[] {
  const found: Finding[] = [];
  for (let t = 0; t < y.length; t++) {
    if (!Number.isNaN(y[t])) continue;
    let end = t;
    while (end + 1 < y.length && Number.isNaN(y[end + 1])) end++;
    const span = end > t ? `${name(t)} to ${name(end)}: ${end - t + 1} periods are` : `${name(t)}: the period is`;
    found.push({ kind: 'missing', from: t, to: end, actual: null, expected: state.expected[t], deviations: null, chance: null, sentence: `${span} missing; about ${amount(state.expected[t])} a period was expected. Check whether data were lost before reading totals.` });
    t = end;
  }
  return found;
}

/** Where the medians of a window before and one after differ most, in their own standard error; null under the threshold. */
function strongestShift(y: Float64Array, season: number, breaks: number[], patterns: number[], threshold: number): number | null {
  const n = y.length;
  const width = Math.max(2 * season, 10);
  // Without the slow level: a running median would have swallowed part of the shift. The season comes from differences to it.
  const state = decompose(y, season, breaks, patterns);
  const flat = y.map((v, t) => v - state.season[t]);
  const lasting = persistence(y, state);
  const spread = (differences(flat) / Math.SQRT2 / Math.sqrt(1 - lasting)) * meanFactor(lasting);
  if (!(spread > 0)) return null;
  let [best, score] = [-1, 0];
  const edges = [0, ...breaks, n];
  for (let s = 0; s + 1 < edges.length; s++) for (let t = edges[s] + width; t + width <= edges[s + 1]; t++) {
    const [left, right] = [here(flat, t - width, t), here(flat, t, t + width)];
    if (left.length < width / 2 || right.length < width / 2) continue;
    // A median's variance is π/2 times the mean's.
    const z = Math.abs(median(right) - median(left)) / (spread * Math.sqrt((Math.PI / 2) * (1 / left.length + 1 / right.length)));
    // Of equal scores the split with the least left over is the place.
    const sharp = Math.abs(mean(flat, t, t + width) - mean(flat, t - width, t));
    if (z > threshold && z * sharp > score) [best, score] = [t, z * sharp];
  }
  return best < 0 ? null : refine(flat, best, width, n);
}

const here = (v: Float64Array, a: number, b: number): Float64Array => v.slice(a, b).filter((x) => !Number.isNaN(x));
const mean = (v: Float64Array, a: number, b: number): number => { const w = here(v, a, b); return w.reduce((s, x) => s + x, 0) / w.length; };

/**
 * Share of a period's deviation that is still there in the next: where it is large, a level seems to shift all the time. From
 * deviations cut off at 2.5 spreads, so that single wild values do not decide.
 */
function persistence(y: Float64Array, { expected, spread }: Decomposition): number {
  const cut = y.map((v, t) => Math.max(-2.5, Math.min(2.5, (v - expected[t]) / spread)));
  let [products, squares] = [0, 0];
  for (let t = 1; t < cut.length; t++) if (!Number.isNaN(cut[t]) && !Number.isNaN(cut[t - 1])) { products += cut[t] * cut[t - 1]; squares += cut[t - 1] ** 2; }
  return squares > 0 ? Math.max(0, Math.min(0.95, products / squares)) : 0;
}

/** How much farther the mean of a long stretch strays where deviations last, AR(1): √((1 + ρ) / (1 − ρ)). */
const meanFactor = (lasting: number): number => Math.sqrt((1 + lasting) / (1 - lasting));

/** Robust spread of the steps between neighbours: neither a level nor a single shift moves it. */
function differences(flat: Float64Array): number {
  const steps = Float64Array.from({ length: flat.length - 1 }, (_, t) => flat[t + 1] - flat[t]).filter((v) => !Number.isNaN(v));
  return 1.482602218505602 * median(steps.map(Math.abs));
}

/** The split of the neighbourhood into two levels that leaves the least absolute error. */
function refine(flat: Float64Array, around: number, width: number, n: number): number {
  const [a, b] = [Math.max(0, around - width), Math.min(n, around + width)];
  const cost = (from: number, to: number): number => { const v = here(flat, from, to); const m = v.length ? median(v) : 0; return v.reduce((s, x) => s + Math.abs(x - m), 0); };
  let [best, least] = [around, Infinity];
  for (let t = a + 3; t <= b - 3; t++) { const c = cost(a, t) + cost(t, b); if (c < least) [best, least] = [t, c]; }
  return best;
}

function shiftFinding(y: Float64Array, state: Decomposition, at: number, n: number, name: (period: number) => string): Finding {
  const flat = y.map((v, t) => v - state.season[t]);
  const [left, right] = [here(flat, Math.max(0, at - 28), at), here(flat, at, Math.min(n, at + 28))];
  const [before, after] = [median(left), median(right)];
  const z = (after - before) / (state.spread * meanFactor(persistence(y, state)) * Math.sqrt((Math.PI / 2) * (1 / left.length + 1 / right.length)));
  const chance = Math.min(1, n * tail(z, n));
  return { kind: 'level-shift', from: at, to: n - 1, actual: after, expected: before, deviations: z, chance, sentence: `From ${name(at)} the level is ${amount(after)} instead of ${amount(before)} (${after > before ? '+' : ''}${amount(after - before)}) and stays there; ${rarity(chance)}.` };
}

/** First period of a new repeating pattern: phase medians before and after differ by more than noise allows; null where not. */
function changedPattern(y: Float64Array, state: Decomposition, season: number, threshold: number): number | null {
  const n = y.length;
  const level = state.expected.map((v, t) => v - state.season[t]);
  const left = y.map((v, t) => v - level[t]);
  let [best, score] = [-1, 0];
  for (let at = 3 * season; at + 3 * season <= n; at += season) {
    const z = patternScore(left, state.spread, season, at, n);
    if (z > score) [best, score] = [at, z];
  }
  return score > threshold ? best : null;
}

/** χ² of the differences of phase medians, as the normal deviate of the same chance (Wilson & Hilferty 1931). */
function patternScore(left: Float64Array, spread: number, season: number, at: number, n: number): number {
  let chi = 0;
  for (let phase = 0; phase < season; phase++) {
    const pick = (a: number, b: number): number[] => { const out: number[] = []; for (let t = a; t < b; t++) if (t % season === phase && !Number.isNaN(left[t])) out.push(left[t]); return out; };
    const [before, after] = [pick(0, at), pick(at, n)];
    if (before.length < 2 || after.length < 2) return 0;
    // 1.75 instead of π/2: medians of few values, and a level that was estimated.
    chi += (median(after) - median(before)) ** 2 / (1.75 * spread * spread * (1 / before.length + 1 / after.length));
  }
  const df = Math.max(1, season - 1);
  return ((chi / df) ** (1 / 3) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
}

function patternFinding(y: Float64Array, before: Decomposition, at: number, n: number, season: number, name: (period: number) => string): Finding {
  const level = before.expected.map((v, t) => v - before.season[t]);
  const left = y.map((v, t) => v - level[t]);
  const z = patternScore(left, before.spread, season, at, n);
  const phases = Array.from({ length: season }, (_, p) => {
    const pick = (a: number, b: number): number => { const out: number[] = []; for (let t = a; t < b; t++) if (t % season === p && !Number.isNaN(left[t])) out.push(left[t]); return median(out); };
    return { p, old: pick(0, at), now: pick(at, n) };
  }).sort((a, b) => Math.abs(b.now - b.old) - Math.abs(a.now - a.old));
  const { p, old, now } = phases[0];
  const chance = Math.min(1, n * tail(z, n));
  return { kind: 'season-change', from: at, to: n - 1, actual: now, expected: old, deviations: z, chance, sentence: `From about ${name(at)} the repeating pattern is another: the period like ${name(at + ((p - (at % season) + season) % season))} now lies ${amount(now)} from the level instead of ${amount(old)}; ${rarity(chance)}.` };
}
