import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB } from '#database/control/tables.gen.ts';
import { Language } from '#vocabulary/words.ts';
import { Fault } from '../errors/fault.ts';
import { inWorkspace } from '../postgres/database.ts';
import type { Room, Tools, Workspace } from '../tools/tools.ts';

/** YYYY-MM-DD of an instant in a time zone. */
export const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);

/** The workspace as it stands now; throws access.not-found. */
export async function findWorkspace(database: Kysely<DB>, id: number, now: Date): Promise<Workspace> {
  const row = await database.selectFrom('workspace').selectAll().select((each) => jsonArrayFrom(
    each.selectFrom('currency_rate').select(['currency_rate.currency', 'since', 'rate']).whereRef('workspace', '=', 'workspace.id').whereRef('base', '=', 'workspace.currency').orderBy('currency_rate.currency').orderBy('since'),
  ).as('rates')).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Fault('access.not-found', { what: 'workspace', id });
  return {
    id: row.id, name: row.name, currency: row.currency, rates: row.rates.map(({ currency, since, rate }) => ({ currency, since: since.slice(0, 7), rate: Number(rate) })), timeZone: row.time_zone, language: Language.parse(row.language),
    today: row.today ?? dayIn(now, row.time_zone), sample: row.sample,
  };
}

/** The tools with one workspace's filter put in. */
export async function roomOf(tools: Tools, id: number): Promise<Room> {
  const workspace = await findWorkspace(tools.database, id, tools.clock.now());
  return { tools, workspace, db: inWorkspace(tools.database, id), events: tools.events.inWorkspace(id) };
}
