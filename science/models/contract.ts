/** What a model declares and does. A member is one folder, `science/models/<id>/`, whose `model.ts` exports `model`. */
import type { Random } from '../math/random.ts';

/** One sentence in the three languages of the product. */
export interface Words { en: string; 'zh-Hans': string; 'zh-Hant': string }

/** A table held by column: every array has `rows` entries. Times are days since 1970-01-01 (UTC), fractions allowed. */
export interface Table { rows: number; columns: Record<string, Float64Array | string[]> }

export interface Column {
  name: string; kind: 'number' | 'count' | 'text' | 'time' | 'flag'; means: string;
  /** Unit in words, "weeks", "minor units of money"; absent where a number has none. */
  unit?: string;
  optional?: true;
  /** The column stands for any number of columns that begin with this name, such as one for each channel. */
  repeated?: true;
}

export interface Option {
  name: string; means: string; kind: 'number' | 'count' | 'text' | 'flag' | 'choice' | 'numbers' | 'texts';
  default: number | string | boolean | number[] | string[] | null;
  choices?: string[]; min?: number; max?: number;
}

/** A column of an answer: a value lies from `min` to `max`; `interval` says what its `name_low` and `name_high` hold. With `when` it is there only then. */
export interface Answer extends Omit<Column, 'optional'> { min?: number; max?: number; interval?: string; when?: string }

export interface Source { citation: string; equations?: string; url?: string }

/** The declaration: plain data that the page, the command line and the documents read alike. */
export interface Card {
  id: string;
  family: 'customers' | 'baskets' | 'attribution' | 'mix' | 'experiments' | 'propensity' | 'forecast' | 'survey' | 'reach' | 'text';
  title: Words;
  /** The question it answers, in a marketer's words. */
  question: Words;
  columns: Column[];
  options: Option[];
  /** The columns that `predict` answers with, and those of `table` where the model has one, in their order. */
  answers: Answer[];
  table?: Answer[];
  /** What the predict step needs besides the fit; the fit's own columns where absent. */
  predictColumns?: Column[];
  /** Parameters of `simulate` with defaults that give a sensible data set. */
  simulation: Option[];
  /** What goes with a default simulation: options that nobody can know beforehand, and rows to predict for where its own do not serve. */
  example?: { options?: Options; ask?: Record<string, number[] | string[]> };
  assumptions: string[];
  /** How much data is enough, as a sentence; `declines` lists when the model says no. */
  enough: string; declines: string[];
  sources: Source[];
}

/** Why there is no answer: a stable code, a sentence, and the column, row and value at fault where there is one. */
export interface Reason { code: string; sentence: string; column?: string; row?: number; value?: string }

/** `unsettled`: the data were enough but no trustworthy optimum was reached. Neither carries numbers that look like an answer. */
export type Outcome<T> =
  | { status: 'fitted'; value: T }
  | { status: 'declined'; why: Reason }
  | { status: 'unsettled'; why: Reason };

/** A value with its interval at `level` (0.9 means 90 %). All three numbers are finite. */
export interface Estimate { value: number; low: number; high: number; level: number }

/** Long work reports its share done (0 to 1) and asks whether to stop; both optional, both cheap to call. */
export interface Tools { random: Random; progress?: (share: number, stage: string) => void; stopped?: () => boolean }

export type Options = Record<string, number | string | boolean | number[] | string[] | null | undefined>;

/** `Fit` is plain JSON: stored, sent to a worker, read back. `predict` answers one row a subject or period; an estimate spreads over `x`, `x_low`, `x_high`. */
export interface Model<Fit> {
  card: Card;
  fit(data: Table, options: Options, tools: Tools): Outcome<Fit>;
  predict(fit: Fit, data: Table, options: Options, tools: Tools): Outcome<Table>;
  simulate(parameters: Options, tools: Tools): Table;
  /** The fit as a short readable table: name, value, interval; and the whole result as columns, where the summary shows a part of it or rounds. */
  summary(fit: Fit): { name: string; estimate: Estimate | null; text?: string }[];
  table?(fit: Fit): Table;
}
