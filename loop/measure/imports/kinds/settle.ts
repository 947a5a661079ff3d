import type { EventStore } from '#platform/clickhouse/store.ts';

/**
 * Merges each month of the workspace that now lies in several parts, so that reading the newest version of a row stays
 * as fast as reading it. Only ever called after an import: a month of everyday changes settles by itself.
 */
export async function settlePartitions(events: EventStore, table: 'order_lines', workspace: number): Promise<void> {
  const partitions = await events.rows<{ partition: string }>(
    `SELECT partition FROM system.parts WHERE database = currentDatabase() AND table = {table:String} AND active AND startsWith(partition, {prefix:String})
     GROUP BY partition HAVING count() > 1 ORDER BY partition`, { table, prefix: `(${workspace},` });
  for (const { partition } of partitions) if (/^\(\d+,\d{6}\)$/.test(partition)) await events.command(`OPTIMIZE TABLE ${table} PARTITION ${partition} FINAL`);
}
