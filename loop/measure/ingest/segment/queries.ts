import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';

export interface WriteKey { key: string; workspace: number; currency: string }

/** All write keys in force, with the currency that amounts without one are in. */
export const readWriteKeys = (database: Kysely<DB>): Promise<WriteKey[]> =>
  database.selectFrom('write_key').innerJoin('workspace', 'workspace.id', 'write_key.workspace')
    .select(['write_key.key', 'write_key.workspace', 'workspace.currency']).where('write_key.revoked_at', 'is', null).execute();
