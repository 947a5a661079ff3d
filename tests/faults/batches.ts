export type Store = 'clickhouse' | 'postgres';

/** How many rows a batch has follows from its number, so that a part of one is recognised. */
export const rowsOf: Record<Store, (batch: number) => number> = {
  clickhouse: (batch) => 1 + (batch * 7919) % 1500,
  postgres: (batch) => 1 + (batch * 31) % 40,
};
