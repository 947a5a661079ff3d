import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { enqueue } from '#platform/outbox/outbox.ts';
import type { Tools, Workspace } from '#platform/tools/tools.ts';
import type { Identity } from '#vocabulary/identity.ts';
import { mergeRecords } from './merge.ts';
import { homeCountry } from './normalise.ts';
import { drawNumbers, findOwners, findParted, lockIdentities, writeIdentities, writeRecords, writeSuspected, type NewIdentity } from './queries.ts';
import { rootOf, type CustomerRecord, type Said } from './record.ts';
import { resolve, type Pair, type Resolution } from './resolve.ts';
import { saidOf, type IdentifyItem } from './said.ts';

/** customer: null when nobody was named of whom we would keep a record. `touched` counts as `same`. */
export interface Identified { customer: number | null; change: 'none' | 'same' | 'changed' | 'created' }

/** Customers whose copy in the event store must be made anew. */
export const CUSTOMERS_TOPIC = 'customers';
const IDS_PER_ROW = 500;
const AT_ONCE = 4000;

/**
 * Joins what was said to the customers it is about, making and merging records as needed. Said twice, it changes
 * nothing. Answers stand in the order of the items. Each part of 4,000 items is one transaction.
 */
export async function identify(tools: Tools, items: readonly IdentifyItem[]): Promise<Identified[]> {
  const answers: Identified[] = Array.from({ length: items.length }, () => ({ customer: null, change: 'none' }));
  const byWorkspace = grouped(items);
  for (const [workspace, indexes] of byWorkspace) {
    const country = await homeOf(tools, workspace);
    for (let start = 0; start < indexes.length; start += AT_ONCE) {
      const part = indexes.slice(start, start + AT_ONCE);
      const found = await tools.database.transaction().execute((transaction) => identifyIn(transaction, workspace, country, part.map((index) => items[index]!)));
      part.forEach((index, place) => { answers[index] = found[place]!; });
    }
  }
  return answers;
}

/** The same inside the caller's transaction, for one workspace. @param country of telephone numbers without a country code */
export async function identifyIn(transaction: Kysely<DB>, workspace: number, country: string | null, items: readonly Omit<IdentifyItem, 'workspace'>[]): Promise<Identified[]> {
  const batch = items.map((item) => saidOf({ ...item, workspace }, country));
  if (batch.length === 0) return [];
  await lockIdentities(transaction, workspace);
  return settle(transaction, workspace, await think(transaction, workspace, batch));
}

/** What a batch would do, without doing it. */
export async function foreseeIdentify(database: Kysely<DB>, workspace: number, country: string | null, items: readonly Omit<IdentifyItem, 'workspace'>[]): Promise<Identified['change'][]> {
  return [...(await think(database, workspace, items.map((item) => saidOf({ ...item, workspace }, country)))).changes];
}

async function think(database: Kysely<DB>, workspace: number, batch: readonly Said[]): Promise<Resolution> {
  const identities = new Map<string, Identity>();
  for (const said of batch) for (const identity of said.identities) identities.set(`${identity.kind}\u0000${identity.value}`, identity);
  const owners = await findOwners(database, workspace, [...identities.values()]);
  const known = [...new Set([...owners.values()].map((record) => record.id!))];
  return resolve(batch, { owners, parted: await findParted(database, workspace, known) });
}

async function settle(transaction: Kysely<DB>, workspace: number, { about, changes, created, attached, merged, suspected }: Resolution): Promise<Identified[]> {
  const lasting = created.filter((record) => record.into === null);
  const numbers = await drawNumbers(transaction, lasting.length);
  lasting.forEach((record, index) => { record.id = numbers[index]!; });
  const records = new Set<CustomerRecord>();
  for (const record of about) if (record) records.add(rootOf(record));
  const stood = [...records].filter((record) => record.change === 'changed' || record.change === 'touched');
  await writeRecords(transaction, workspace, lasting, stood);
  await writeIdentities(transaction, workspace, [
    ...lasting.map((record): NewIdentity => ({ identity: { kind: 'customer', value: String(record.id) }, customer: record.id!, source: 'own', at: record.since })),
    ...attached.map(({ record, identity, said }): NewIdentity => ({ identity, customer: rootOf(record).id!, source: said.source, at: said.at })),
  ]);
  for (const { first, second, identity } of merged) {
    await mergeRecords(transaction, workspace, { kept: first.id!, absorbed: second.id!, reason: `same ${identity.kind}`, actor: 'identity resolution' });
  }
  await writeSuspected(transaction, workspace, suspectedPairs(suspected));
  const changed = [...records].filter((record) => record.change !== 'same' && record.change !== 'touched');
  await announceCustomers(transaction, workspace, [...changed, ...merged.map(({ second }) => second)].map((record) => record.id!));
  return about.map((record, index) => ({ customer: record && rootOf(record).id, change: changes[index]! }));
}

const suspectedPairs = (pairs: readonly Pair[]): { first: number; second: number; identity: Identity }[] =>
  pairs.map(({ first, second, identity }) => ({ first: rootOf(first).id!, second: rootOf(second).id!, identity })).filter(({ first, second }) => first !== second);

/** Tells the event store, when the transaction commits, that these customers' copies are out of date. */
export async function announceCustomers(transaction: Kysely<DB>, workspace: number, customers: readonly number[]): Promise<void> {
  const payloads: { customers: readonly number[] }[] = [];
  for (let start = 0; start < customers.length; start += IDS_PER_ROW) payloads.push({ customers: customers.slice(start, start + IDS_PER_ROW) });
  await enqueue(transaction, workspace, CUSTOMERS_TOPIC, payloads);
}

async function homeOf(tools: Tools, workspace: number): Promise<string | null> {
  const row = await tools.database.selectFrom('workspace').select(['currency', 'time_zone']).where('id', '=', workspace).executeTakeFirst();
  return row ? homeCountry({ currency: row.currency, timeZone: row.time_zone } satisfies Pick<Workspace, 'currency' | 'timeZone'>) : null;
}

function grouped(items: readonly IdentifyItem[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  items.forEach(({ workspace }, index) => {
    const group = groups.get(workspace);
    if (group) group.push(index);
    else groups.set(workspace, [index]);
  });
  return groups;
}
