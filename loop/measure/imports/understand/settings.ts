import { z } from 'zod';
import type { Workspace } from '#platform/tools/tools.ts';
import { homeCountry } from '#customers/index.ts';
import { CurrencyCode } from '#vocabulary/currency.ts';
import type { Table } from '../read/cell.ts';
import { DECLARATIONS } from '../fields/all.ts';
import type { ImportKindId } from '../fields/contract.ts';
import type { Columns } from './mapping.ts';
import { guessDecimal } from './numbers.ts';
import { DATE_ORDERS, guessDateOrder } from './times.ts';

/** How cells become values: guessed, changeable, kept with the import. */
export const Understanding = z.object({
  decimal: z.enum(['.', ',']),
  dateOrder: z.enum(DATE_ORDERS),
  /** Of wall-clock times. */
  timeZone: z.string().max(60),
  /** Of amounts whose row names none. */
  currency: CurrencyCode,
  /** Of telephone numbers without a country code; null: such numbers are refused. */
  country: z.string().length(2).nullable(),
});
export type Understanding = z.infer<typeof Understanding>;

/** The likeliest understanding of a table's first rows. */
export async function guessUnderstanding(table: Table, kind: ImportKindId, columns: Columns, workspace: Workspace, given: Partial<Understanding>): Promise<Understanding> {
  const { fields } = DECLARATIONS[kind];
  const samples = { number: [] as string[], time: [] as string[] };
  const places = fields.flatMap((field) => {
    const at = columns[field.name] === undefined ? -1 : table.header.indexOf(columns[field.name]!);
    const group = field.kind === 'number' ? samples.number : field.kind === 'time' || field.kind === 'day' ? samples.time : null;
    return at === -1 || !group ? [] : [{ at, group }];
  });
  let rows = 0;
  for await (const batch of table.batches()) {
    for (const row of batch) for (const { at, group } of places) if (typeof row[at] === 'string') group.push(row[at]);
    if ((rows += batch.length) >= 2000) break;
  }
  return {
    decimal: guessDecimal(samples.number), dateOrder: guessDateOrder(samples.time, workspace.timeZone),
    timeZone: workspace.timeZone, currency: workspace.currency, country: homeCountry(workspace), ...given,
  };
}
