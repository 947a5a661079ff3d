import type { Room } from '#platform/tools/tools.ts';
import type { ImportKindId } from './fields/contract.ts';
import { IMPORTERS } from './run.ts';
import { ImportOptions } from './options.ts';
import type { ImportPlan } from './plan.ts';
import type { Bad } from './reasons.ts';
import type { Table } from './read/cell.ts';
import type { ReadSettings } from './read/settings.ts';
import { guessReading, openTable } from './read/table.ts';
import type { Upload } from './start.ts';
import { guessColumns, guessKind, lackingColumns, type Columns } from './understand/mapping.ts';
import { isBad, rowReader } from './understand/rows.ts';
import { guessUnderstanding, type Understanding } from './understand/settings.ts';

/** What somebody has already decided; the rest is guessed. */
export interface Given {
  kind?: ImportKindId | undefined;
  read?: Partial<ReadSettings> | undefined;
  columns?: Columns | undefined;
  understanding?: Partial<Understanding> | undefined;
  options?: Partial<ImportOptions> | undefined;
}

export interface PreviewRow { row: number; cells: (string | number | boolean | null)[]; understood: Record<string, string | number | null> | null; bad: Bad | null }

export interface Inspection {
  plan: ImportPlan;
  /** Whether the kind was guessed with confidence; when not, `plan.kind` is only a start. */
  sure: boolean;
  header: readonly string[];
  sheets: readonly string[];
  /** Fields, or groups joined by '|', that still need a column. */
  lacking: readonly string[];
  preview: readonly PreviewRow[];
}

const PREVIEW_ROWS = 20;
const SAMPLE_ROWS = 2000;

/** Looks at a file: how it is most likely to be read, and what its first rows would become. Writes nothing. */
export async function inspectFile(room: Room, file: Upload, given: Given): Promise<Inspection> {
  const { read, sheets } = await guessReading(file, given.read);
  const table = await openTable(file, read);
  const guessed = guessKind(table.header);
  const kind = given.kind ?? guessed ?? 'orders';
  const columns = given.columns === undefined ? guessColumns(kind, table.header) : Object.fromEntries(Object.entries(given.columns).filter(([, column]) => table.header.includes(column)));
  const understanding = await guessUnderstanding(table, kind, columns, room.workspace, given.understanding ?? {});
  const options = ImportOptions.parse({ ...(kind === 'orders' ? await guessPrefixes(table, columns) : {}), ...given.options });
  const plan: ImportPlan = { kind, read, columns: { ...columns }, understanding, options };
  const lacking = lackingColumns(kind, columns);
  return { plan, sure: given.kind !== undefined || guessed !== null, header: table.header, sheets, lacking, preview: await preview(room, table, plan, lacking.length === 0) };
}

async function preview(room: Room, table: Table, plan: ImportPlan, complete: boolean): Promise<PreviewRow[]> {
  const reader = rowReader(plan.kind, table.header, plan.columns, plan.understanding);
  const importer = IMPORTERS[plan.kind]({ room, import: 0, understanding: plan.understanding, options: plan.options, fileName: '' });
  const part = importer.part();
  const rows: PreviewRow[] = [];
  let next = table.first;
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const number = next++;
      if (row.length === 0 || rows.length === PREVIEW_ROWS) continue;
      const cells = table.header.map((_, index) => row[index] ?? null);
      const understood = reader(row);
      const bad = !complete ? null : isBad(understood) ? understood : part.take(understood, number);
      rows.push({ row: number, cells, understood: !complete || bad || isBad(understood) ? null : importer.show(understood), bad });
    }
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return rows;
}

/** Where most order numbers begin with C or A, the letter is a shop's habit and marks nothing. */
async function guessPrefixes(table: Table, columns: Columns): Promise<Pick<ImportOptions, 'returnPrefix' | 'adjustmentPrefix'>> {
  const at = columns['order_id'] === undefined ? -1 : table.header.indexOf(columns['order_id']);
  const seen = { C: 0, A: 0 };
  let rows = 0;
  if (at !== -1) {
    for await (const batch of table.batches()) {
      for (const row of batch) for (const letter of ['C', 'A'] as const) if (new RegExp(`^${letter}\\d+$`).test(String(row[at] ?? ''))) seen[letter] += 1;
      if ((rows += batch.filter((row) => row.length > 0).length) >= SAMPLE_ROWS) break;
    }
  }
  return { returnPrefix: seen.C * 2 > rows ? '' : 'C', adjustmentPrefix: seen.A * 2 > rows ? '' : 'A' };
}
