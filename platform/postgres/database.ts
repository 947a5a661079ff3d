import { Kysely } from 'kysely';
import pg from 'pg';
import { WORKSPACE_COLUMNS, type DB } from '#database/control/tables.gen.ts';
import { addressOf } from './faults.ts';
import { VALUE_PARSERS } from './integers.ts';
import { PatientDialect } from './patient-dialect.ts';
import { WorkspacePlugin } from './workspace-plugin.ts';

export type Database = Kysely<DB>;

export interface DatabaseOptions {
  /** Connections at most; 20 unless told. */
  connections?: number;
  applicationName?: string;
  /** Told of connections that broke while idle, as when the server restarts. */
  notice?: (error: Error) => void;
}

/** The control store. int8 comes as an exact number (an error beyond 2^53), date as YYYY-MM-DD, numeric as text. */
export function openDatabase(connection: string | pg.PoolConfig, options: DatabaseOptions = {}): Database {
  const place = typeof connection === 'string' ? { connectionString: connection } : connection;
  const pool = new pg.Pool({
    ...place, max: options.connections ?? 20, application_name: options.applicationName ?? 'tributary',
    connectionTimeoutMillis: 10_000, types: VALUE_PARSERS,
  });
  pool.on('error', (error) => options.notice?.(error));
  // The pool listens to its idle connections only. One that breaks between two statements of a transaction would end
  // the process with an error that nobody handles; here the next statement on it fails instead.
  pool.on('connect', (client) => client.on('error', (error) => options.notice?.(error)));
  return new Kysely<DB>({ dialect: new PatientDialect({ pool }, { address: addressOf(place) }) });
}

/**
 * The control store confined to one workspace: every select, update and delete of a table with a `workspace` column
 * is filtered by it, also in joins and subqueries, and every insert carries it. See workspace-plugin.ts.
 */
export function inWorkspace(database: Database, workspace: number): Database {
  return database.withPlugin(new WorkspacePlugin(workspace, new Map(Object.entries(WORKSPACE_COLUMNS))));
}
