import type { EventStore } from '../clickhouse/store.ts';

interface Definition { current: string; text: string }

/** The whole schema of a ClickHouse database as SQL that makes it again, always in the same words and order. */
export async function describeEvents(events: EventStore): Promise<string> {
  const definitions = await events.rows<Definition>(`
    SELECT currentDatabase() AS current, formatQuery(create_table_query) AS text
    FROM system.tables
    WHERE database = currentDatabase() AND name != 'migration' AND NOT startsWith(name, '.inner')
    ORDER BY multiIf(endsWith(engine, 'View'), 2, engine = 'Dictionary', 1, 0), name`);
  return definitions.map(({ current, text }) => `${text.replaceAll(`${current}.`, '')};\n`).join('\n');
}
