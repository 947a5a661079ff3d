/** From a table's columns to a design matrix and back: numbers standardised, texts one column a level against the most frequent. */
import { finite } from '../models/checks.ts';
import type { Answer, Column, Reason, Table } from '../models/contract.ts';

export interface NumberFeature { kind: 'number'; column: string; mean: number; sd: number }
/** `levels` leaves out the reference; a level never seen, or seen too rarely, counts as the reference. */
export interface TextFeature { kind: 'text'; column: string; reference: string; levels: string[]; shares: number[] }
export type Feature = NumberFeature | TextFeature;

export const featureColumns: Column[] = [
  { name: 'number_', kind: 'number', means: 'what is known of the person as a number, one column each, named number_…', repeated: true, optional: true },
  { name: 'text_', kind: 'text', means: 'what is known of the person as a word, one column each, named text_…', repeated: true, optional: true },
];

/** Of what a score is made: `base` and the columns' parts add up to `sum`. */
export const becauseAnswers = (sum: string, when?: string): Answer[] => [
  { name: 'base', kind: 'number', means: `part of ${sum} that is the same for everybody`, unit: 'log-odds', ...(when === undefined ? {} : { when }) },
  { name: 'because_', kind: 'number', means: `part of ${sum} that a column brings for this person, one column each; base and all parts add up to it`, unit: 'log-odds', repeated: true, ...(when === undefined ? {} : { when }) },
];

const MOST_LEVELS = 50;

/** Features that vary; a level needs `rare` people. */
export function describeFeatures(data: Table, rare = 20): Feature[] {
  const features: Feature[] = [];
  for (const [column, values] of Object.entries(data.columns)) {
    if (column.startsWith('number_') && !Array.isArray(values)) {
      const mean = values.reduce((a, b) => a + b, 0) / data.rows;
      const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / data.rows);
      if (sd > 1e-12 * Math.abs(mean)) features.push({ kind: 'number', column, mean, sd });
    }
    if (column.startsWith('text_') && Array.isArray(values)) {
      const counts = new Map<string, number>();
      for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
      const kept = [...counts].filter(([, n]) => n >= rare).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_LEVELS + 1);
      if (kept.length === 0) continue;
      const [[reference], ...others] = kept;
      if (others.length > 0) features.push({ kind: 'text', column, reference, levels: others.map(([l]) => l), shares: others.map(([, n]) => n / data.rows) });
    }
  }
  return features;
}

/** Names of the matrix's columns, the constant first. */
export function termNames(features: readonly Feature[]): string[] {
  return ['constant', ...features.flatMap((f) => (f.kind === 'number' ? [f.column] : f.levels.map((l) => `${f.column} = ${l}`)))];
}

/** Which feature each column of the matrix belongs to; -1 for the constant. */
export function termOwners(features: readonly Feature[]): number[] {
  return [-1, ...features.flatMap((f, i) => (f.kind === 'number' ? [i] : f.levels.map(() => i)))];
}

/** Row-major rows × terms; every entry besides the constant is centred, so a person like the average has only the constant. */
export function designMatrix(data: Table, features: readonly Feature[]): { x: Float64Array; terms: number } {
  const terms = termOwners(features).length;
  const x = new Float64Array(data.rows * terms);
  for (let row = 0; row < data.rows; row++) x[row * terms] = 1;
  let at = 1;
  for (const f of features) {
    const values = data.columns[f.column];
    if (f.kind === 'number') {
      const v = values as Float64Array;
      for (let row = 0; row < data.rows; row++) x[row * terms + at] = (v[row] - f.mean) / f.sd;
      at += 1;
      continue;
    }
    const place = new Map(f.levels.map((l, i) => [l, i]));
    const v = values as string[];
    for (let row = 0; row < data.rows; row++) {
      for (let i = 0; i < f.levels.length; i++) x[row * terms + at + i] = -f.shares[i];
      const hit = place.get(v[row]);
      if (hit !== undefined) x[row * terms + at + hit] += 1;
    }
    at += f.levels.length;
  }
  return { x, terms };
}

/** The columns a fit needs are there, of their kind, and finite. */
export function needFeatures(data: Table, features: readonly Feature[]): Reason | null {
  for (const f of features) {
    const values = data.columns[f.column];
    if (values === undefined) return { code: 'column-missing', column: f.column, sentence: `The column "${f.column}" is needed: the fit uses it.` };
    if (values.length !== data.rows) return { code: 'column-length', column: f.column, sentence: `The column "${f.column}" has ${values.length} entries for ${data.rows} rows.` };
    if ((f.kind === 'text') !== Array.isArray(values)) return { code: 'column-kind', column: f.column, sentence: `The column "${f.column}" must hold ${f.kind === 'text' ? 'text' : 'numbers'}.` };
    if (Array.isArray(values)) continue;
    const why = finite(f.column, values);
    if (why) return why;
  }
  return null;
}
