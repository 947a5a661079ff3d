/**
 * One value of a row, whatever the file was. Times come as text: with a zone (`…Z`) where the file knows it, without one
 * where it holds wall-clock time, so that only one place turns text into instants.
 */
export type Cell = string | number | boolean | null;
export type Row = readonly Cell[];

/** A file as a table. `batches` may be called again: it starts from the first row after the header. A row without cells is blank. */
export interface Table {
  header: readonly string[];
  /** The number of the first row of `batches`, as a spreadsheet or an editor shows it. */
  first: number;
  batches(): AsyncGenerator<readonly Row[]>;
  /** Share of the file that the batches so far came from, 0 to 1. */
  share(): number;
}

/** How rows are opened as a table: from the row that names the columns on, or from the first there is. */
export async function headed(all: () => AsyncGenerator<readonly Row[]>, { skip, header }: { skip: number; header: boolean }): Promise<Pick<Table, 'header' | 'first' | 'batches'>> {
  const found = await firstFilled(all(), skip);
  const before = header ? found.at + 1 : found.at;
  return {
    header: uniqueHeader(found.row.map((cell, index) => (header ? String(cell ?? '') : `#${index + 1}`))),
    first: before + 1,
    async *batches() {
      let toSkip = before;
      for await (const rows of all()) {
        yield toSkip > 0 ? rows.slice(toSkip) : rows;
        toSkip = Math.max(0, toSkip - rows.length);
      }
    },
  };
}

/** The first row that is not blank, from the given one on. */
async function firstFilled(batches: AsyncGenerator<readonly Row[]>, from: number): Promise<{ row: Row; at: number }> {
  let passed = 0;
  for await (const rows of batches) {
    const index = rows.findIndex((row, i) => passed + i >= from && row.length > 0);
    if (index !== -1) return { row: rows[index]!, at: passed + index };
    passed += rows.length;
  }
  return { row: [], at: passed };
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
