import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';

/**
 * Runs the work only if nobody else holds this name, on any node; answers whether it ran. The lock belongs to a
 * connection, so a process that dies lets go of it.
 */
export async function alone(database: Kysely<DB>, name: string, work: () => Promise<void>): Promise<boolean> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`SELECT pg_try_advisory_lock(hashtextextended(${name}, 0)) AS held`.execute(connection);
    if (!rows[0]?.held) return false;
    try {
      await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(hashtextextended(${name}, 0))`.execute(connection);
    }
    return true;
  });
}
