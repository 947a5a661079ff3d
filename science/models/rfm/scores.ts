/** Scores by rank: equal values share the score of their middle rank. */

/**
 * Least value that earns each score from 2 up (Infinity where no value of the base does). The score of a value is
 * 1 + floor(groups · (customers below + half of those equal)/customers).
 */
export function breaks(values: ArrayLike<number>, groups: number): number[] {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const least: number[] = new Array(groups - 1).fill(Infinity);
  for (let i = 0, j = 0; i < n; i = j) {
    while (j < n && sorted[j] === sorted[i]) j++;
    const score = 1 + Math.min(groups - 1, Math.floor((groups * (i + j)) / (2 * n)));
    for (let s = 2; s <= score; s++) least[s - 2] = Math.min(least[s - 2], sorted[i]);
  }
  return least;
}

export function score(least: ArrayLike<number>, value: number): number {
  let s = 1;
  for (let i = 0; i < least.length; i++) {
    if (value >= least[i]) s = i + 2;
  }
  return s;
}

export type Segment = 'champions' | 'loyal' | 'potential-loyal' | 'new' | 'promising' | 'need-attention' | 'about-to-sleep' | 'at-risk' | 'cannot-lose' | 'hibernating' | 'lost';

/** The usual eleven segments from recency and the mean of frequency and money, both on a scale of 1 to 5. */
export function segment(recency: number, frequencyMoney: number): Segment {
  if (recency >= 4.5) return frequencyMoney >= 4 ? 'champions' : frequencyMoney >= 3 ? 'loyal' : frequencyMoney >= 2 ? 'potential-loyal' : 'new';
  if (recency >= 3.5) return frequencyMoney >= 4 ? 'loyal' : frequencyMoney >= 2 ? 'potential-loyal' : 'promising';
  if (recency >= 2.5) return frequencyMoney >= 4 ? 'loyal' : frequencyMoney >= 2.5 ? 'need-attention' : 'about-to-sleep';
  if (recency >= 1.5) return frequencyMoney >= 4 ? 'cannot-lose' : frequencyMoney >= 2.5 ? 'at-risk' : 'hibernating';
  return frequencyMoney >= 4 ? 'cannot-lose' : frequencyMoney >= 2.5 ? 'at-risk' : 'lost';
}
