/** `expected` is what a model says will come; it shares the colour of what came, and is dotted. */
export type Meaning = 'actual' | 'expected' | 'plan' | 'better' | 'worse' | 'kind';

/** What the charts are given: series over one shared axis, already in the unit they are shown in. */
export interface Series {
  id: string;
  name: string;
  /** One for each x; null where it is not known: the line is broken there, not drawn through nought. */
  values: readonly (number | null)[];
  /** What the series is; its colour follows from it. `kind` takes the next colour that means nothing of its own. */
  means: Meaning;
  /** The interval around each value. */
  band?: readonly ({ low: number; high: number } | null)[];
}

export interface SeriesChartShown {
  kind: 'line' | 'bars' | 'stacked';
  x: readonly string[];
  series: readonly Series[];
  /** Writes an x on the axis (short) and in the tip (whole). */
  writeX: (x: string) => string;
  writeXShort: (x: string) => string;
  /** Writes a value in the tip (whole) and on the axis (short). */
  write: (value: number) => string;
  writeShort: (value: number) => string;
  /** Says what the picture shows, for those who listen. */
  label: string;
  /** The last x is not over yet: its bars are pale, so that they do not look like a fall. */
  running?: boolean;
  height?: number;
}
