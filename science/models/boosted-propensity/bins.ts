/** Columns as small whole numbers, so that a tree looks for its cuts in counts instead of in sorted values. */
import type { Table } from '../contract.ts';
import type { Feature } from '../../propensity/features.ts';

export interface NumberBins { kind: 'number'; column: string; /** A value goes to the first bin whose edge is not below it. */ edges: number[] }
export interface TextBins { kind: 'text'; column: string; /** Levels by rising share of the outcome. */ levels: string[]; /** Bin of a level not seen. */ other: number }
export type Bins = NumberBins | TextBins;

const MOST = 64;

/** Numbers by quantiles; words by their share of the outcome, drawn towards the overall share where few have them. */
export function learnBins(data: Table, features: readonly Feature[], outcome: Float64Array): Bins[] {
  const overall = outcome.reduce((a, b) => a + b, 0) / outcome.length;
  return features.map((f): Bins => {
    if (f.kind === 'number') {
      const ordered = (data.columns[f.column] as Float64Array).slice().sort();
      const edges: number[] = [];
      for (let b = 1; b < MOST; b++) {
        const edge = ordered[Math.floor((b * ordered.length) / MOST)];
        if (edges.length === 0 || edge > edges[edges.length - 1]) edges.push(edge);
      }
      return { kind: 'number', column: f.column, edges };
    }
    const values = data.columns[f.column] as string[];
    const known = [f.reference, ...f.levels];
    const sums = new Map(known.map((l) => [l, [10 * overall, 10]]));
    values.forEach((v, i) => { const s = sums.get(v); if (s) { s[0] += outcome[i]; s[1] += 1; } });
    const share = (l: string): number => { const s = sums.get(l); return s ? s[0] / s[1] : overall; };
    const levels = known.sort((a, b) => share(a) - share(b) || (a < b ? -1 : 1));
    return { kind: 'text', column: f.column, levels, other: levels.indexOf(f.reference) };
  });
}

/** Bins of every row, one array a column. */
export function binned(data: Table, bins: readonly Bins[]): Uint8Array[] {
  return bins.map((b) => {
    const values = data.columns[b.column];
    if (b.kind === 'text') {
      const place = new Map(b.levels.map((l, i) => [l, i]));
      return Uint8Array.from(values as string[], (v) => place.get(v) ?? b.other);
    }
    return Uint8Array.from(values as Float64Array, (v) => {
      let [low, high] = [0, b.edges.length];
      while (low < high) { const middle = (low + high) >> 1; if (b.edges[middle] < v) low = middle + 1; else high = middle; }
      return low;
    });
  });
}
