import { Fault } from '../errors/fault.ts';
import { tokens } from '../sql/tokens.ts';

/**
 * Table functions and functions that read a table without the filter of `additional_table_filters`, or read
 * outside the store. `readonly` refuses most of them as well; merge() and mergeTreeIndex() it does not.
 */
const PAST_THE_FILTER = /^(merge|mergetree\w*|remote\w*|cluster\w*|dictionary|dictget\w*|dicthas\w*|joinget\w*|file\w*|url\w*|s3\w*|input|executable|timeseries\w*|loop)$/i;
const SYSTEM = /^(system|information_schema)$/i;

/** Refuses a statement that could read past the workspace's filter; throws stores.unscoped. */
export function refuseUnscoped(sql: string): void {
  let previous = '';
  let named = false;
  for (const token of tokens(sql, 'clickhouse')) {
    if (token.text === '(' && named && PAST_THE_FILTER.test(previous)) throw new Fault('stores.unscoped', { what: `${previous}()` });
    if (token.text === '.' && named && SYSTEM.test(previous)) throw new Fault('stores.unscoped', { what: `${previous}.*` });
    named = token.kind === 'word' || token.kind === 'quoted';
    previous = token.text;
  }
}

export interface ScopedTables { database: string; tables: readonly string[] }

/**
 * The settings that confine a statement to one workspace: ClickHouse adds the condition to every read of these
 * tables, in subqueries, joins, unions and views alike, and uses it for the primary key. `readonly` keeps the
 * statement from changing the settings. No table holds the same row in two partitions, so FINAL need not look across them. Tables are given with their database: a bare name would also match an
 * alias.
 */
export function scopeSettings({ database, tables }: ScopedTables, workspace: number): Record<string, string> {
  const filters = tables.map((table) => `'${database}.${table}':'workspace = ${workspace}'`);
  return { additional_table_filters: `{${filters.join(',')}}`, readonly: '1', do_not_merge_across_partitions_select_final: '1' };
}
