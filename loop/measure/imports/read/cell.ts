/**
 * One value of a row, whatever the file was. Times come as text: with a zone (`…Z`) where the file knows it, without one
 * where it holds wall-clock time, so that only one place turns text into instants.
 */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** A file as a table. `batches` may be called again: it starts from the first row after the header. */
export interface Table {
  header: readonly string[];
  batches(): AsyncGenerator<readonly Row[]>;
  /** Share of the file that the batches so far came from, 0 to 1. */
  share(): number;
}

/** Column names made usable as keys: never blank, never twice. */
export function uniqueHeader(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const base = name.replace(/\s+/g, ' ').trim() || `#${index + 1}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base} (${count})`;
  });
}
