/** The CDNOW tenth sample for tests (Fader & Hardie): 2,357 customers, 39 weeks of calibration, 39 of hold-out. Never shipped. */
import { existsSync, readFileSync } from 'node:fs';
import type { Table } from '../models/contract.ts';

const path = new URL('../../../shared/data/cdnow/btyd_cdnowSummary_cbs.csv', import.meta.url);
export const cdnowPresent = existsSync(path);

export function cdnow(): { table: Table; heldOut: Float64Array; meanSpend: Float64Array } {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',').map(Number));
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { table: { rows: rows.length, columns: { frequency: column(0), recency: column(1), age: column(2) } }, heldOut: column(3), meanSpend: column(5) };
}
