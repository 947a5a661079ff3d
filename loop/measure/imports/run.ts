import { Fault } from '#platform/errors/fault.ts';
import { openFiles } from '#platform/files/files.ts';
import type { Room, Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import type { ImportKindId } from './fields/contract.ts';
import type { Importer, ImportRun, OpenImporter, Part } from './kinds/contract.ts';
import { openCustomers } from './kinds/customers.ts';
import { openEvents } from './kinds/events.ts';
import { openOrders } from './kinds/orders.ts';
import { openProducts } from './kinds/products.ts';
import { openSpend } from './kinds/spend.ts';
import { checkPlan, ImportPlan } from './plan.ts';
import { beginImport, countFindings, countPart, failImport, finishImport, lockImports, type BadRow, type ImportRow, type ImportState } from './queries.ts';
import type { Table } from './read/cell.ts';
import { openTable } from './read/table.ts';
import { isBad, rowReader } from './understand/rows.ts';

export const IMPORTERS: Readonly<Record<ImportKindId, OpenImporter>> = { orders: openOrders, customers: openCustomers, products: openProducts, spend: openSpend, events: openEvents };

/** Rows that are written and counted together: what a crash repeats, and how soon a stop is heard. */
const PART = 25_000;

/**
 * Works on an import until it is done, stopped or has failed; called again it goes on after the last part that was
 * counted. A part is written and counted in one transaction; what it writes elsewhere has the same identity each time.
 * @returns false when it let go before: told to by the signal, or because somebody else has counted a part meanwhile. That
 * may have been the last deed of a process that is dead by now, so whoever called has to look again.
 */
export async function runImport(tools: Tools, workspace: number, id: number, signal: AbortSignal): Promise<boolean> {
  const room = await roomOf(tools, workspace);
  const row = await beginImport(tools.database, workspace, id, tools.clock.now());
  if (!row) return true;
  try {
    const finished = await new Run(room, row, signal).work();
    if (finished) await finishImport(tools.database, workspace, id, tools.clock.now());
  } catch (error) {
    if (error instanceof Fault && error.code === 'imports.overtaken') return false;
    // What may pass by itself is left to the job, which tries again.
    if (!(error instanceof Fault) || error.code.startsWith('stores.')) throw error;
    await failImport(tools.database, workspace, id, { code: error.code, values: error.values });
  }
  return true;
}

class Run {
  readonly #plan: ImportPlan;
  #read: number;
  constructor(private readonly room: Room, private readonly row: ImportRow, private readonly signal: AbortSignal) {
    this.#plan = ImportPlan.parse({ ...(row.mapping as object), kind: row.kind, options: row.options });
    this.#read = row.rows_read;
  }

  /** @returns whether the file's end was reached */
  async work(): Promise<boolean> {
    const file = await openFiles(this.room.tools.config.uploads).find(this.row.file);
    if (!file) throw new Fault('imports.no-file');
    const table = await openTable(file, this.#plan.read);
    checkPlan(this.#plan.kind, this.#plan.columns, table, this.room.workspace.language);
    const run: ImportRun = { room: this.room, import: this.row.id, understanding: this.#plan.understanding, options: this.#plan.options, fileName: this.row.file_name };
    const importer = IMPORTERS[this.#plan.kind](run);
    const state = await this.#rows(table, importer);
    if (state !== 'running') return false;
    await importer.finish?.();
    return true;
  }

  /** While a part is being written, the next is read: the two use different processors. */
  async #rows(table: Table, importer: Importer): Promise<ImportState> {
    const reader = rowReader(this.#plan.kind, table.header, this.#plan.columns, this.#plan.understanding);
    let number = table.first - 1;
    let at = 0;
    let part = importer.part();
    let bad: BadRow[] = [];
    let from = this.#read;
    let writing: Promise<ImportState> = Promise.resolve('running');
    const flush = async (share: number): Promise<ImportState> => {
      const state = await writing;
      if (state !== 'running') return state;
      const counted = { from, read: at - from, bad, share };
      const full = part;
      writing = this.#write(full, counted);
      // Awaited with the next part; if it fails before, that is where the failure is met.
      writing.catch(() => {});
      part = importer.part();
      bad = [];
      from = at;
      return 'running';
    };
    for await (const rows of table.batches()) {
      for (const row of rows) {
        number += 1;
        if (row.length === 0) continue;
        at += 1;
        const understood = reader(row);
        if (at <= this.row.rows_read) {
          if (!isBad(understood)) importer.pass(understood);
          continue;
        }
        const refused = isBad(understood) ? understood : part.take(understood, number);
        if (refused) bad.push({ ...refused, row: number });
      }
      if (at - from >= PART) {
        const state = await flush(table.share());
        if (state !== 'running') return state;
        if (this.signal.aborted) break;
      }
    }
    if (!this.signal.aborted && at > from) {
      const state = await flush(1);
      if (state !== 'running') return state;
    }
    const state = await writing;
    if (this.signal.aborted && state === 'running') throw new Fault('imports.overtaken');
    return state;
  }

  async #write(part: Part, counted: { from: number; read: number; bad: readonly BadRow[]; share: number }): Promise<ImportState> {
    const { tools, workspace } = this.room;
    const outcome = this.row.dry_run ? await part.foresee() : null;
    return tools.database.transaction().execute(async (transaction) => {
      if (!this.row.dry_run) await lockImports(transaction, workspace.id);
      const { fresh, same, findings } = outcome ?? await part.write(transaction);
      if (!this.row.dry_run) await countFindings(transaction, workspace.id, this.row.file_name, findings);
      return countPart(transaction, workspace.id, this.row.id, { ...counted, fresh, same });
    });
  }
}
