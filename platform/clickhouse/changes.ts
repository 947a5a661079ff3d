/** How far the rows of one month of one workspace have changed. */
export interface MonthChange {
  workspace: number;
  /** YYYYMM, in UTC. */
  month: number;
  /** Grows with every insert, update and deletion of rows of that month, and with nothing else. */
  mark: string;
  /** As they lie in the store: of rows that replace each other, all that are not merged yet. */
  rows: number;
}

interface Rows { rows<T>(sql: string, parameters: Readonly<Record<string, unknown>>): Promise<T[]> }

/**
 * The months of a table that is parted by (workspace, month). The store numbers every block that it takes in and every
 * mutation; a merge keeps the numbers. So what was worked out while a month had this mark is true as long as it has it,
 * and no writer has to say that it has written.
 */
export const readChanges = (store: Rows, table: string, workspace: number | null): Promise<MonthChange[]> => store.rows<MonthChange>(`
  SELECT toUInt32(extract(partition, '^\\\\((\\\\d+),')) AS workspace, toUInt32(extract(partition, ',(\\\\d{6})\\\\)$')) AS month,
         toString(max(greatest(toUInt64(max_block_number), data_version))) AS mark, toFloat64(sum(rows)) AS rows
  FROM system.parts
  WHERE database = currentDatabase() AND table = {table:String} AND active AND startsWith(partition, {prefix:String})
  GROUP BY partition`, { table, prefix: workspace === null ? '(' : `(${workspace},` });
