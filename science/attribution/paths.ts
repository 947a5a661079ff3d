/** Customer paths in typed arrays: the touches before a conversion (or before nothing), in order. */
import type { Reason, Table } from '../models/contract.ts';

export interface Paths {
  /** Names of the channels; touches hold indices into them. In order of first appearance. */
  channels: string[];
  count: number;
  /** Path i has the touches offsets[i] to offsets[i + 1] - 1. */
  offsets: Int32Array;
  touches: Int32Array;
  /** Days from each touch to the conversion; null where they are not known. */
  ages: Float64Array | null;
  /** Per path: people who converted, the value of their conversions, people who did not convert. */
  conversions: Float64Array;
  value: Float64Array;
  nonconverted: Float64Array;
  /** False where no values were given: what is worth nothing known is not worth nothing. */
  valued: boolean;
}

/** Numbers that grow as needed. */
class Growing {
  data = new Int32Array(1024);
  length = 0;
  push(v: number): void {
    if (this.length === this.data.length) {
      const more = new Int32Array(this.data.length * 2);
      more.set(this.data);
      this.data = more;
    }
    this.data[this.length++] = v;
  }
}

/** Splits "search > email > search" at every `separator`; blanks around names do not count, empty names are left out. */
export function splitPaths(path: readonly string[], separator = '>'): Pick<Paths, 'channels' | 'offsets' | 'touches'> {
  const index = new Map<string, number>();
  const channels: string[] = [];
  const offsets = new Int32Array(path.length + 1);
  const touches = new Growing();
  for (let i = 0; i < path.length; i++) {
    const text = path[i];
    for (let from = 0; from <= text.length;) {
      let to = text.indexOf(separator, from);
      if (to < 0) to = text.length;
      const name = cut(text, from, to);
      from = to + separator.length;
      if (name === '') continue;
      let id = index.get(name);
      if (id === undefined) {
        id = channels.length;
        index.set(name, id);
        channels.push(name);
      }
      touches.push(id);
    }
    offsets[i + 1] = touches.length;
  }
  return { channels, offsets, touches: touches.data.subarray(0, touches.length) };
}

function cut(text: string, start: number, end: number): string {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.slice(from, to);
}

/** Reads a checked table (columns path, conversions, and where given value, nonconverted, ages). */
export function readPaths(table: Table, separator: string): { paths: Paths; why: null } | { paths: null; why: Reason } {
  const text = table.columns.path;
  if (!Array.isArray(text)) throw new TypeError('The column "path" was not checked before use.');
  const split = splitPaths(text, separator);
  const numbers = (name: string): Float64Array => {
    const values = table.columns[name];
    return values instanceof Float64Array ? values : new Float64Array(table.rows);
  };
  const paths: Paths = { ...split, count: table.rows, ages: null, conversions: numbers('conversions'), value: numbers('value'), nonconverted: numbers('nonconverted'), valued: table.columns.value !== undefined };
  for (let row = 0; row < table.rows; row++) {
    for (const name of ['conversions', 'nonconverted'] as const) {
      if (paths[name][row] < 0) return wrong('negative', name, row, String(paths[name][row]), 'is below zero, which cannot be');
    }
    if (paths.conversions[row] === 0 && paths.value[row] !== 0) {
      return wrong('value-without-conversion', 'value', row, String(paths.value[row]), 'has a value but no conversion; count the conversion too');
    }
  }
  const ages = table.columns.ages;
  if (!Array.isArray(ages)) return { paths, why: null };
  const read = readAges(ages, split.offsets, separator);
  return typeof read === 'number' ? wrong('ages-do-not-match', 'ages', read, ages[read], 'does not hold one number of zero or more for each touch of its path') : { paths: { ...paths, ages: read }, why: null };
}

function wrong(code: string, column: string, row: number, value: string, what: string): { paths: null; why: Reason } {
  return { paths: null, why: { code, column, row, value, sentence: `Row ${row + 1} of "${column}" ${what}.` } };
}

/** Days before the conversion of every touch, or the row at fault. */
function readAges(text: readonly string[], offsets: Int32Array, separator: string): Float64Array | number {
  const ages = new Float64Array(offsets[text.length]);
  for (let row = 0; row < text.length; row++) {
    const parts = text[row].split(separator).map((v) => v.trim()).filter((v) => v !== '');
    if (parts.length !== offsets[row + 1] - offsets[row]) return row;
    for (let k = 0; k < parts.length; k++) {
      const days = Number(parts[k]);
      if (!(days >= 0 && days < Infinity)) return row;
      ages[offsets[row] + k] = days;
    }
  }
  return ages;
}

/** Leaves out touches more than `days` before the conversion. A path may be left empty: its conversions then belong to no channel. */
export function withinLookback(paths: Paths, days: number): Paths {
  const { ages } = paths;
  if (!ages) throw new TypeError('a look-back needs the ages of the touches');
  const offsets = new Int32Array(paths.count + 1);
  const touches = new Int32Array(paths.touches.length);
  const kept = new Float64Array(paths.touches.length);
  let n = 0;
  for (let i = 0; i < paths.count; i++) {
    for (let k = paths.offsets[i]; k < paths.offsets[i + 1]; k++) {
      if (ages[k] > days) continue;
      touches[n] = paths.touches[k];
      kept[n++] = ages[k];
    }
    offsets[i + 1] = n;
  }
  return { ...paths, offsets, touches: touches.subarray(0, n), ages: kept.subarray(0, n) };
}

/** Sums over all paths, and over those without a touch left, whose conversions belong to no channel. */
export function totals(paths: Paths): { conversions: number; value: number; nonconverted: number; unattributed: { conversions: number; value: number } } {
  const sum = { conversions: 0, value: 0, nonconverted: 0, unattributed: { conversions: 0, value: 0 } };
  for (let i = 0; i < paths.count; i++) {
    sum.conversions += paths.conversions[i];
    sum.value += paths.value[i];
    sum.nonconverted += paths.nonconverted[i];
    if (paths.offsets[i] < paths.offsets[i + 1]) continue;
    sum.unattributed.conversions += paths.conversions[i];
    sum.unattributed.value += paths.value[i];
  }
  return sum;
}
