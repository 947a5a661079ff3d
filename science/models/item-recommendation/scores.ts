/** Three reasons to recommend an item to a customer: their own habit, what goes with what they bought, what many buy at present. */

/** Purchases in typed arrays, by customer, each customer's in order of time; items as indices. */
export interface History { customers: string[]; items: string[]; offsets: Int32Array; item: Int32Array; time: Float64Array }

export function readHistory(customer: readonly string[], item: readonly string[], time: ArrayLike<number>, knownItems?: readonly string[]): History {
  const customers = new Map<string, number>();
  const items = new Map<string, number>((knownItems ?? []).map((name, i) => [name, i]));
  const rows: { c: number; i: number; t: number }[] = [];
  for (let k = 0; k < customer.length; k++) {
    let c = customers.get(customer[k]);
    if (c === undefined) customers.set(customer[k], c = customers.size);
    let i = items.get(item[k]);
    if (i === undefined) {
      if (knownItems) continue;
      items.set(item[k], i = items.size);
    }
    rows.push({ c, i, t: time[k] });
  }
  rows.sort((p, q) => p.c - q.c || p.t - q.t || p.i - q.i);
  const offsets = new Int32Array(customers.size + 1);
  for (const { c } of rows) offsets[c + 1]++;
  for (let c = 0; c < customers.size; c++) offsets[c + 1] += offsets[c];
  return { customers: [...customers.keys()], items: [...items.keys()], offsets, item: Int32Array.from(rows, (r) => r.i), time: Float64Array.from(rows, (r) => r.t) };
}

export interface Neighbours { offsets: Int32Array; item: Int32Array; similarity: Float64Array }

/** Popularity now: every purchase counts 2^(-age/halfLife). `until` leaves out what comes later, per customer. */
export function popularity(h: History, ends: Int32Array, now: number, halfLife: number): Float64Array {
  const out = new Float64Array(h.items.length);
  for (let c = 0; c < h.customers.length; c++) for (let k = h.offsets[c]; k < ends[c]; k++) out[h.item[k]] += 2 ** (-(now - h.time[k]) / halfLife);
  return out;
}

/**
 * Items bought together (same customer, same time): cosine of their baskets, shrunk for small numbers by n/(n + shrink)
 * (Sarwar, Karypis, Konstan & Riedl 2001; Bell & Koren 2007). The `most` nearest of each; baskets above `largest` items are left out.
 */
export function neighbours(h: History, ends: Int32Array, shrink: number, most: number, largest: number): Neighbours {
  const [starts, stops]: [number[], number[]] = [[], []];
  for (let c = 0; c < h.customers.length; c++) {
    for (let k = h.offsets[c]; k < ends[c];) {
      let end = k;
      while (end < ends[c] && h.time[end] === h.time[k]) end++;
      if (end - k <= largest) {
        starts.push(k);
        stops.push(end);
      }
      k = end;
    }
  }
  const n = h.items.length;
  const baskets = new Int32Array(n + 1);
  starts.forEach((from, b) => { for (let k = from; k < stops[b]; k++) baskets[h.item[k] + 1]++; });
  const count = baskets.slice(1);
  for (let i = 0; i < n; i++) baskets[i + 1] += baskets[i];
  const holding = new Int32Array(baskets[n]);
  const fill = baskets.slice();
  starts.forEach((from, b) => { for (let k = from; k < stops[b]; k++) holding[fill[h.item[k]]++] = b; });
  const together = new Int32Array(n);
  const offsets = new Int32Array(n + 1);
  const [item, similarity]: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i++) {
    const seen: number[] = [];
    for (let p = baskets[i]; p < baskets[i + 1]; p++) {
      for (let k = starts[holding[p]]; k < stops[holding[p]]; k++) if (together[h.item[k]]++ === 0) seen.push(h.item[k]);
    }
    const near = seen.filter((j) => j !== i).map((j) => ({ j, s: (together[j] / Math.sqrt(count[i] * count[j])) * (together[j] / (together[j] + shrink)) }));
    near.sort((p, q) => q.s - p.s || p.j - q.j);
    for (const { j, s } of near.slice(0, most)) {
      item.push(j);
      similarity.push(s);
    }
    for (const j of seen) together[j] = 0;
    offsets[i + 1] = item.length;
  }
  return { offsets, item: Int32Array.from(item), similarity: Float64Array.from(similarity) };
}

/** Candidate items of a customer with the three scores, each divided by its largest. */
export interface Candidates { item: number[]; own: Float64Array; near: Float64Array; popular: Float64Array }

/** Room for the scores of one customer at a time, all zero between customers. */
export interface Board { own: Float64Array; near: Float64Array; listed: Uint8Array }

export function board(items: number): Board {
  return { own: new Float64Array(items), near: new Float64Array(items), listed: new Uint8Array(items) };
}

/** `ranking` lists items from the most popular down; its first `popularOnes` are candidates for everybody. */
export function candidates(h: History, from: number, to: number, now: number, halfLife: number, near: Neighbours, popular: ArrayLike<number>, ranking: ArrayLike<number>, popularOnes: number, on: Board): Candidates {
  const item: number[] = [];
  const list = (i: number): void => {
    if (on.listed[i] === 1) return;
    on.listed[i] = 1;
    item.push(i);
  };
  for (let k = from; k < to; k++) {
    list(h.item[k]);
    on.own[h.item[k]] += 2 ** (-(now - h.time[k]) / halfLife);
  }
  const bought = item.length;
  for (let b = 0; b < bought; b++) {
    const j = item[b];
    for (let k = near.offsets[j]; k < near.offsets[j + 1]; k++) {
      list(near.item[k]);
      on.near[near.item[k]] += on.own[j] * near.similarity[k];
    }
  }
  for (let r = 0; r < Math.min(popularOnes, ranking.length); r++) list(ranking[r]);
  item.sort((p, q) => p - q);
  const scaled = (read: ArrayLike<number>): Float64Array => {
    const raw = Float64Array.from(item, (i) => read[i]);
    const top = raw.reduce((p, q) => Math.max(p, q), 0);
    return top > 0 ? raw.map((v) => v / top) : raw;
  };
  const out = { item, own: scaled(on.own), near: scaled(on.near), popular: scaled(popular) };
  for (const i of item) on.own[i] = on.near[i] = on.listed[i] = 0;
  return out;
}

export interface Weights { own: number; near: number; popular: number }

/** The best `top` candidates; ties go to the item that came up first. */
export function rank(c: Candidates, w: Weights, top: number, allowed: (item: number) => boolean = () => true): { item: number; score: number }[] {
  const best: { item: number; score: number }[] = [];
  for (let k = 0; k < c.item.length; k++) {
    const score = w.own * c.own[k] + w.near * c.near[k] + w.popular * c.popular[k];
    if (!(score > 0) || (best.length === top && score <= best[top - 1].score) || !allowed(c.item[k])) continue;
    let at = best.length < top ? best.length : top - 1;
    while (at > 0 && best[at - 1].score < score) {
      best[at] = best[at - 1];
      at--;
    }
    best[at] = { item: c.item[k], score };
  }
  return best;
}
