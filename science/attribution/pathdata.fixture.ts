/** PathData of the R package ChannelAttribution for tests: 10,000 aggregated paths over 12 channels. Never shipped. */
import { existsSync, readFileSync } from 'node:fs';
import type { Table } from '../models/contract.ts';

const path = new URL('../../../shared/data/pathdata/PathData.csv', import.meta.url);
export const pathDataPresent = existsSync(path);
/** The order in which reference figures are listed. */
export const CHANNELS = ['eta', 'iota', 'alpha', 'beta', 'theta', 'lambda', 'kappa', 'zeta', 'epsilon', 'gamma', 'delta', 'mi'];

export function pathData(): Table {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.replaceAll('"', '').split(','));
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => Number(row[k]));
  return { rows: rows.length, columns: { path: rows.map((row) => row[0]), conversions: column(1), value: column(2), nonconverted: column(3) } };
}

/** Figures by channel, put into the reference order. */
export function inOrder(channels: string[], figures: ArrayLike<number>): number[] {
  return CHANNELS.map((name) => figures[channels.indexOf(name)]);
}
