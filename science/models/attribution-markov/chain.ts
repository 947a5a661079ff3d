/**
 * The absorbing Markov chain of customer paths (Anderl, Becker, von Wangenheim & Schumann 2016, IJRM 33(3), section 3). A state of order k
 * is the last k touches, repeats included; staying in the same state is left out (it changes no chance of absorption). Transitions are weighted with people who converted and who did not.
 */
import type { Paths } from '../../attribution/paths.ts';

export interface Chain {
  channels: number;
  states: number;
  /** Channel touched last in each state; state 0 is the start, before any touch (-1). */
  last: Int32Array;
  /** Transitions in compressed rows: those of state s are at rowStart[s] to rowStart[s + 1] - 1; the last column is the state reached. */
  rowStart: Int32Array;
  target: Int32Array;
  probability: Float64Array;
  /** Chance to convert next, and the value to expect from that. */
  converts: Float64Array;
  yields: Float64Array;
}

export const START = 0;

/** Builds the chain, or null where it would have more than `most` states. */
export function buildChain(paths: Paths, order: number, most = 1_000_000): Chain | null {
  const C = paths.channels.length;
  const states = new States(C, order, most);
  let weight = new Float64Array(64 * (C + 1)); // [state][channel], the last column for what is absorbed
  let [converted, worth] = [new Float64Array(64), new Float64Array(64)];
  for (let i = 0; i < paths.count; i++) {
    const [from, to] = [paths.offsets[i], paths.offsets[i + 1]];
    const people = paths.conversions[i] + paths.nonconverted[i];
    if (from === to || !(people > 0)) continue;
    let state = START;
    for (let k = from; k < to; k++) {
      const channel = paths.touches[k];
      const there = states.next(state, channel);
      if (there < 0) return null;
      if (there === state) continue;
      weight[state * (C + 1) + channel] += people;
      state = there;
      if (state >= converted.length) [weight, converted, worth] = [grow(weight), grow(converted), grow(worth)];
    }
    weight[state * (C + 1) + C] += people;
    converted[state] += paths.conversions[i];
    worth[state] += paths.value[i];
  }
  return compress(states, weight, converted, worth);
}

function grow(from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(from.length * 2);
  more.set(from);
  return more;
}

/** Numbers the sequences of the last k channels as they come up; `step` remembers where each channel leads from each. */
class States {
  count = 1;
  step: Int32Array;
  last: number[] = [-1];
  private readonly sequence: number[][] = [[]];
  private readonly known = new Map<string, number>();

  constructor(readonly channels: number, private readonly order: number, private readonly most: number) {
    this.step = new Int32Array(64 * channels).fill(-1);
  }

  next(state: number, channel: number): number {
    const at = state * this.channels + channel;
    if (this.step[at] >= 0) return this.step[at];
    const found = this.find([...this.sequence[state], channel].slice(-this.order)); // may replace `step`: write afterwards
    this.step[at] = found;
    return found;
  }

  private find(sequence: number[]): number {
    const key = sequence.join(',');
    const there = this.known.get(key);
    if (there !== undefined) return there;
    if (this.count >= this.most) return -1;
    const id = this.count++;
    this.known.set(key, id);
    this.sequence.push(sequence);
    this.last.push(sequence[sequence.length - 1]);
    if (this.count * this.channels > this.step.length) {
      const more = new Int32Array(this.step.length * 2).fill(-1);
      more.set(this.step);
      this.step = more;
    }
    return id;
  }
}

function compress(states: States, weight: Float64Array, converted: Float64Array, worth: Float64Array): Chain {
  const [n, C] = [states.count, states.channels];
  const rowStart = new Int32Array(n + 1);
  const [target, probability]: [number[], number[]] = [[], []];
  const [converts, yields] = [new Float64Array(n), new Float64Array(n)];
  for (let s = 0; s < n; s++) {
    let sum = 0;
    for (let c = 0; c <= C; c++) sum += weight[s * (C + 1) + c];
    for (let c = 0; c < C; c++) {
      const w = weight[s * (C + 1) + c];
      if (w === 0) continue;
      target.push(states.step[s * C + c]);
      probability.push(w / sum);
    }
    rowStart[s + 1] = target.length;
    if (sum === 0) continue;
    converts[s] = converted[s] / sum;
    yields[s] = worth[s] / sum;
  }
  return { channels: C, states: n, last: Int32Array.from(states.last), rowStart, target: Int32Array.from(target), probability: Float64Array.from(probability), converts, yields };
}
