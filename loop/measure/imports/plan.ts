import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { ReadSettings } from './read/settings.ts';
import type { Language } from '#vocabulary/words.ts';
import { DECLARATIONS } from './fields/all.ts';
import { IMPORT_KINDS } from './fields/contract.ts';
import { ImportOptions } from './options.ts';
import type { Table } from './read/cell.ts';
import { lackingColumns, type Columns } from './understand/mapping.ts';
import { Understanding } from './understand/settings.ts';

/** Everything that decides what an import makes of a file; kept with it, so that it can go on or be looked at later. */
export const ImportPlan = z.object({
  kind: z.enum(IMPORT_KINDS),
  read: ReadSettings,
  /** Field name → column name. */
  columns: z.record(z.string().max(60), z.string().max(300)),
  understanding: Understanding,
  options: ImportOptions,
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** Throws imports.lacking, in the reader's words, or imports.no-column when the plan does not fit the file. */
export function checkPlan(kind: ImportPlan['kind'], columns: Columns, table: Pick<Table, 'header'>, language: Language): void {
  const lacking = lackingColumns(kind, columns).map((group) => group.split('|').map((name) => DECLARATIONS[kind].fields.find((field) => field.name === name)!.names[language]).join(' / '));
  if (lacking.length > 0) throw new Fault('imports.lacking', { fields: lacking.join(language === 'en' ? '; ' : '；') });
  for (const column of Object.values(columns)) if (!table.header.includes(column)) throw new Fault('imports.no-column', { column });
}
