import type { Paths } from '../../attribution/paths.ts';

export const RULES = ['first', 'last', 'last-non-direct', 'linear', 'position', 'time-decay'] as const;
export type Rule = (typeof RULES)[number];

export interface RuleSettings { direct: string[]; firstShare: number; lastShare: number; halfLife: number }

/** Writes the weights of the touches of path i and answers their sum, which is above zero for a path with touches. */
export type Weigh = (path: number, into: Float64Array) => number;

/** The weights that a rule gives to the touches of a path, repeats of a channel counted each. */
export function weigher(rule: Rule, paths: Paths, settings: RuleSettings): Weigh {
  const { offsets } = paths;
  if (rule === 'linear') {
    return (i, w) => {
      const n = offsets[i + 1] - offsets[i];
      w.fill(1, 0, n);
      return n;
    };
  }
  if (rule === 'position') return (i, w) => position(offsets[i + 1] - offsets[i], settings, w);
  if (rule === 'time-decay') return timeDecay(paths, settings.halfLife);
  const pick = rule === 'first' ? () => 0 : rule === 'last' ? (i: number) => offsets[i + 1] - offsets[i] - 1 : lastNonDirect(paths, settings.direct);
  return (i, w) => {
    w.fill(0, 0, offsets[i + 1] - offsets[i]);
    w[pick(i)] = 1;
    return 1;
  };
}

/** Given shares for the first and the last touch, the rest spread evenly between; with two touches the two share in that proportion. */
function position(n: number, { firstShare, lastShare }: RuleSettings, w: Float64Array): number {
  if (n === 1) {
    w[0] = 1;
    return 1;
  }
  const both = firstShare + lastShare;
  if (n === 2 && both === 0) {
    w.fill(1, 0, 2);
    return 2;
  }
  w.fill(n > 2 ? (1 - both) / (n - 2) : 0, 0, n);
  w[0] = firstShare;
  w[n - 1] = lastShare;
  return n > 2 ? 1 : both;
}

/** A touch loses half its weight with every half-life before the conversion. Counted from the latest touch, so that nothing underflows. */
function timeDecay(paths: Paths, halfLife: number): Weigh {
  const { ages, offsets } = paths;
  if (!ages) throw new TypeError('time decay needs the ages of the touches');
  return (i, w) => {
    let [least, sum] = [Infinity, 0];
    for (let k = offsets[i]; k < offsets[i + 1]; k++) least = Math.min(least, ages[k]);
    for (let k = offsets[i]; k < offsets[i + 1]; k++) sum += w[k - offsets[i]] = 2 ** (-(ages[k] - least) / halfLife);
    return sum;
  };
}

/** Position of the last touch that is not direct; the last one where all are. */
function lastNonDirect(paths: Paths, direct: string[]): (i: number) => number {
  const ids = new Set(direct.map((name) => paths.channels.indexOf(name)));
  return (i) => {
    for (let k = paths.offsets[i + 1] - 1; k >= paths.offsets[i]; k--) if (!ids.has(paths.touches[k])) return k - paths.offsets[i];
    return paths.offsets[i + 1] - paths.offsets[i] - 1;
  };
}

/** Credits of a rule by channel, before rounding. */
export function creditByRule(paths: Paths, weigh: Weigh): { conversions: Float64Array; value: Float64Array } {
  const out = { conversions: new Float64Array(paths.channels.length), value: new Float64Array(paths.channels.length) };
  let longest = 0;
  for (let i = 0; i < paths.count; i++) longest = Math.max(longest, paths.offsets[i + 1] - paths.offsets[i]);
  const w = new Float64Array(longest);
  for (let i = 0; i < paths.count; i++) {
    const [from, n] = [paths.offsets[i], paths.offsets[i + 1] - paths.offsets[i]];
    if (n === 0 || paths.conversions[i] === 0) continue;
    const sum = weigh(i, w);
    for (let k = 0; k < n; k++) {
      if (w[k] === 0) continue;
      out.conversions[paths.touches[from + k]] += (paths.conversions[i] * w[k]) / sum;
      out.value[paths.touches[from + k]] += (paths.value[i] * w[k]) / sum;
    }
  }
  return out;
}
