/** What a report declares. A member is a folder `reports/<id>/` with `report.ts` (declaration) and `query.sql`. */
import type { z } from 'zod';
import type { Words } from '#vocabulary/words.ts';

/** How a column is shown: written with its unit, aligned, and in charts. `code` columns are looked up in `labels`. */
export interface ReportColumn {
  name: string;
  label: Words;
  kind: 'day' | 'month' | 'text' | 'country' | 'code' | 'money' | 'count' | 'share' | 'days' | 'customer';
  labels?: Readonly<Record<string, Words>>;
}

/** How the rows become a picture; the page draws every kind the same way everywhere. */
export type Picture =
  | { kind: 'line' | 'bars' | 'stacked'; x: string; y: readonly string[]; by?: string }
  | { kind: 'ranked'; label: string; value: string }
  | { kind: 'cohort'; row: string; column: string; value: string; size: string }
  | { kind: 'grid'; row: string; column: string; value: string }
  | { kind: 'none' };

export interface Report<Inputs extends z.ZodType = z.ZodType, Row extends z.ZodType = z.ZodType> {
  id: string;
  /** The question it answers, in a marketer's words. */
  question: Words;
  stage: 'understand' | 'plan' | 'engage' | 'measure' | 'adjust';
  /** Checked inputs, passed to the query as parameters of the same names; `from` and `to` (days, `to` included) are common. */
  inputs: Inputs;
  /** The shape of a row, as the query gives it. Money in minor units. */
  row: Row;
  columns: readonly ReportColumn[];
  picture: Picture;
  /** What stands on the page when there are no rows: what belongs there and the first step. */
  empty: Words;
}
