/** Shares of the next visitors from the belief about each arm. */
import { betaCdf, normalCdf } from '../../math/distributions.ts';
import { betaln } from '../../math/special.ts';

/** Belief about an arm's mean: beta (a yes, b no) or normal. */
export type Belief = { kind: 'beta'; a: number; b: number } | { kind: 'normal'; mean: number; sd: number };

export function meanOf(b: Belief): number {
  return b.kind === 'beta' ? b.a / (b.a + b.b) : b.mean;
}

function deviation(b: Belief): number {
  return b.kind === 'beta' ? Math.sqrt((b.a * b.b) / ((b.a + b.b) ** 2 * (b.a + b.b + 1))) : b.sd;
}

function below(b: Belief, x: number): number {
  return b.kind === 'beta' ? betaCdf(x, b.a, b.b) : normalCdf(x, b.mean, b.sd);
}

/**
 * P(each arm has the largest mean), from the product of the others' distribution functions over the steps of its own, on a
 * grid fine against the narrowest belief. Two arms agree with the closed form to about 1e-4.
 */
export function chancesBest(beliefs: readonly Belief[]): number[] {
  const reach = 8;
  const span = (b: Belief): [number, number] => (b.kind === 'beta'
    ? [Math.max(0, meanOf(b) - 10 * deviation(b)), Math.min(1, meanOf(b) + 14 * deviation(b))]
    : [b.mean - reach * b.sd, b.mean + reach * b.sd]);
  const spans = beliefs.map(span);
  // Below the best lower end, somebody else is larger for certain.
  const low = Math.max(...spans.map(([l]) => l));
  const high = Math.max(...spans.map(([, h]) => h));
  const finest = Math.min(...beliefs.map(deviation));
  const steps = Math.min(20000, Math.max(200, Math.ceil(((high - low) / finest) * 12)));
  const chance = beliefs.map(() => 0);
  let last = beliefs.map((b) => below(b, low));
  const start = last;
  for (let s = 1; s <= steps; s++) {
    const x = low + ((high - low) * s) / steps;
    const now = beliefs.map((b) => below(b, x));
    beliefs.forEach((_, i) => {
      const step = now[i] - last[i];
      if (step <= 0) return;
      let others = 1;
      for (let j = 0; j < beliefs.length; j++) if (j !== i) others *= (now[j] + last[j]) / 2;
      chance[i] += step * others;
    });
    last = now;
  }
  // What lies below the grid for all at once is negligible but keeps the total at one.
  const rest = start.reduce((a, b) => a * b, 1);
  const total = chance.reduce((a, b) => a + b, 0) + rest;
  return chance.map((c) => (c + rest / beliefs.length) / total);
}

/** Thompson's shares are the chances themselves; top-two gives half to a second, different draw (Russo 2020, sec. 3.3 with beta 1/2). */
export function sharesFor(policy: 'thompson' | 'top-two', chances: readonly number[], floor: number): number[] {
  let shares = [...chances];
  if (policy === 'top-two') {
    shares = chances.map((p, i) => {
      let second = 0;
      chances.forEach((q, j) => { if (j !== i && q < 1) second += (q * p) / (1 - q); });
      return 0.5 * p + 0.5 * second;
    });
    // With one arm certain to be best, the second draw falls on any of the others alike.
    const total = shares.reduce((a, b) => a + b, 0);
    if (total < 1 - 1e-9) shares = shares.map((s, i) => s + (chances[i] >= 1 ? 0 : (1 - total) / (chances.length - 1)));
  }
  const free = 1 - floor * shares.length;
  return shares.map((s) => floor + free * s);
}

/** P(second > first) for two beta beliefs with whole `a` of the second (Miller 2015): the closed form the grid is tested with. */
export function chanceSecondLarger(first: { a: number; b: number }, second: { a: number; b: number }): number {
  let s = 0;
  for (let i = 0; i < second.a; i++) s += Math.exp(betaln(first.a + i, first.b + second.b) - Math.log(second.b + i) - betaln(1 + i, second.b) - betaln(first.a, first.b));
  return s;
}
