/**
 * Shapley values of channels. Two games are defined on sets S of channels, from the paths whose channels all lie in S:
 *   conversions: v(S) = Σ conversions. Then v = Σ_T c_T [T ⊆ S], and the value of a channel is Σ_{T ∋ channel} c_T/|T|: each path's
 *                conversions shared equally by its distinct channels (Zhao, Mahboobi & Bagheri 2018, eq. 10, the simplified form).
 *   rate:        v(S) = everybody × Σ conversions/Σ people; 0 where nobody touched channels of S only. v of all channels is all conversions.
 */
import type { Random } from '../../math/random.ts';
import type { Paths } from '../../attribution/paths.ts';

/** Distinct sets of channels with what their paths brought. */
export interface Sets { members: Int32Array[]; conversions: Float64Array; value: Float64Array; people: Float64Array }

export function collectSets(paths: Paths): Sets {
  const index = new Map<string, number>();
  const members: Int32Array[] = [];
  const [conversions, value, people]: [number[], number[], number[]] = [[], [], []];
  const small = paths.channels.length <= 31;
  const masks = new Map<number, number>();
  for (let i = 0; i < paths.count; i++) {
    const [from, to] = [paths.offsets[i], paths.offsets[i + 1]];
    if (from === to) continue;
    let at: number | undefined;
    let mask = 0;
    if (small) {
      for (let k = from; k < to; k++) mask |= 1 << paths.touches[k];
      at = masks.get(mask);
    }
    if (at === undefined) {
      const distinct = Int32Array.from(new Set(paths.touches.subarray(from, to))).sort();
      const key = distinct.join(',');
      at = index.get(key);
      if (at === undefined) {
        at = members.push(distinct) - 1;
        index.set(key, at);
        conversions.push(0);
        value.push(0);
        people.push(0);
      }
      if (small) masks.set(mask, at);
    }
    conversions[at] += paths.conversions[i];
    value[at] += paths.value[i];
    people[at] += paths.conversions[i] + paths.nonconverted[i];
  }
  return { members, conversions: Float64Array.from(conversions), value: Float64Array.from(value), people: Float64Array.from(people) };
}

/** The form "conversions", for any additive worth of the sets. */
export function sharedEqually(sets: Sets, worth: Float64Array, channels: number): Float64Array {
  const out = new Float64Array(channels);
  sets.members.forEach((set, s) => set.forEach((c) => { out[c] += worth[s] / set.length; }));
  return out;
}

/** The form "rate", exactly, over all 2ⁿ sets: sums over subsets by Yates' transform, then Σ_S |S|!(n-|S|-1)!/n! (v(S ∪ c) - v(S)). */
export function exactRate(sets: Sets, worth: Float64Array, channels: number): Float64Array {
  const size = 2 ** channels;
  const [got, people] = [new Float64Array(size), new Float64Array(size)];
  sets.members.forEach((set, s) => {
    const mask = set.reduce((m, c) => m | (1 << c), 0);
    got[mask] += worth[s];
    people[mask] += sets.people[s];
  });
  for (let c = 0; c < channels; c++) {
    for (let mask = 0; mask < size; mask++) {
      if ((mask & (1 << c)) === 0) continue;
      got[mask] += got[mask ^ (1 << c)];
      people[mask] += people[mask ^ (1 << c)];
    }
  }
  const everybody = people[size - 1];
  const v = got.map((g, mask) => (people[mask] > 0 ? (everybody * g) / people[mask] : 0));
  const weight = Float64Array.from({ length: channels }, (_, k) => 1 / (channels * choose(channels - 1, k)));
  const out = new Float64Array(channels);
  for (let mask = 0; mask < size; mask++) {
    const w = weight[bits(mask)];
    for (let c = 0; c < channels; c++) if ((mask & (1 << c)) === 0) out[c] += w * (v[mask | (1 << c)] - v[mask]);
  }
  return out;
}

/** The form "rate" by random orders of the channels, each with its reverse; standard errors from the pairs. */
export function sampledRate(sets: Sets, worth: Float64Array, channels: number, pairs: number, random: Random, stopped: () => boolean = () => false): { value: Float64Array; error: Float64Array } | null {
  const everybody = sets.people.reduce((a, b) => a + b, 0);
  const [mean, square] = [new Float64Array(channels), new Float64Array(channels)];
  const order = Int32Array.from({ length: channels }, (_, c) => c);
  const position = new Int32Array(channels);
  const pair = new Float64Array(channels);
  const [got, people] = [new Float64Array(channels), new Float64Array(channels)];
  for (let p = 0; p < pairs; p++) {
    if (p % 64 === 0 && stopped()) return null;
    for (let i = channels - 1; i > 0; i--) {
      const j = Math.floor(random.next() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    pair.fill(0);
    for (const backwards of [false, true]) {
      order.forEach((c, i) => { position[c] = backwards ? channels - 1 - i : i; });
      got.fill(0);
      people.fill(0);
      // A set joins when the last of its channels does.
      for (let s = 0; s < sets.members.length; s++) {
        let last = 0;
        for (const c of sets.members[s]) last = Math.max(last, position[c]);
        got[last] += worth[s];
        people[last] += sets.people[s];
      }
      let [sum, reached, before] = [0, 0, 0];
      for (let i = 0; i < channels; i++) {
        sum += got[i];
        reached += people[i];
        const v = reached > 0 ? (everybody * sum) / reached : 0;
        pair[order[backwards ? channels - 1 - i : i]] += (v - before) / 2;
        before = v;
      }
    }
    for (let c = 0; c < channels; c++) {
      const delta = pair[c] - mean[c];
      mean[c] += delta / (p + 1);
      square[c] += delta * (pair[c] - mean[c]);
    }
  }
  return { value: mean, error: square.map((v) => Math.sqrt(v / (pairs - 1) / pairs)) };
}

function bits(mask: number): number {
  let n = 0;
  for (let m = mask; m > 0; m &= m - 1) n++;
  return n;
}

function choose(n: number, k: number): number {
  let out = 1;
  for (let i = 1; i <= k; i++) out = (out * (n - k + i)) / i;
  return out;
}
