/** Counts what was acknowledged against what is stored. A batch is a number; how many rows it has follows from it. */
export class Ledger {
  readonly #acknowledged = new Set<number>();

  constructor(readonly rowsOf: (batch: number) => number) {}

  acknowledge(batch: number): void {
    this.#acknowledged.add(batch);
  }

  get size(): number {
    return this.#acknowledged.size;
  }

  /** One line for every batch that is lost, partly there or there more than once. A batch that got no answer may be there whole. */
  faults(stored: ReadonlyMap<number, number>): string[] {
    const lost = [...this.#acknowledged].filter((batch) => !stored.has(batch)).map((batch) => `batch ${batch} was acknowledged and is lost`);
    const wrong = [...stored].filter(([batch, rows]) => rows !== this.rowsOf(batch))
      .map(([batch, rows]) => `batch ${batch} has ${rows} rows instead of ${this.rowsOf(batch)}`);
    return [...lost, ...wrong];
  }
}
