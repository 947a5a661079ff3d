/** The bank’s telephone campaign (UCI 222) as a table for the propensity models. */
import type { Table } from '#science/models/contract.ts';
import { numbers, readColumns } from './reference-data.ts';

/** `duration` is left out on purpose: the length of the call is known only when the outcome is. */
export function bankMarketing(): Table {
  const raw = readColumns('bank-marketing/bank-full.csv.gz');
  return {
    rows: raw['y'].length,
    columns: {
      outcome: Float64Array.from(raw['y'], (y) => Number(y === 'yes')),
      ...Object.fromEntries(['age', 'balance', 'day', 'campaign', 'pdays', 'previous'].map((n) => [`number_${n}`, numbers(raw[n])])),
      ...Object.fromEntries(['job', 'marital', 'education', 'default', 'housing', 'loan', 'contact', 'month', 'poutcome'].map((n) => [`text_${n}`, raw[n]])),
    },
  };
}

/** Every fifth row is for testing; the rows of the file are in order of time, so both parts span it. */
export function evenRows(rows: number, test: boolean): number[] {
  return Array.from({ length: rows }, (_, i) => i).filter((i) => (i % 5 === 0) === test);
}
