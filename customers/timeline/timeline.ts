import { CompiledQuery } from 'kysely';
import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import { TimelineEntry } from './entry.ts';
import eventsSql from './sql/events.sql';
import itemsSql from './sql/order-items.sql';
import ordersSql from './sql/orders.sql';
import recordsSql from './sql/records.sql';
import { visitsOf, type RawEvent } from './visits.ts';

const END = 4_102_444_800_000; // 2100-01-01
const Position = z.object({ at: z.number(), id: z.string().max(400) });
type Position = z.infer<typeof Position>;
/** Where each of the three sources was left. */
const Cursor = z.object({ events: Position, orders: Position, records: Position });
type Cursor = z.infer<typeof Cursor>;
const START: Cursor = { events: { at: END, id: '0' }, orders: { at: END, id: '' }, records: { at: END, id: '' } };

interface Placed { entry: TimelineEntry; source: keyof Cursor; after: Position }

const EVENTS_AT_ONCE = 400;

/** A page of a customer's history, newest first, merged from events, orders and records, each read from where it was left. */
export async function readTimeline(room: Room, customer: { family: readonly number[]; persons: readonly string[] }, limit: number, cursor: string | undefined): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  const from = cursor === undefined ? START : readCursor(cursor);
  const pages = await Promise.all([eventPage(room, customer.persons, from.events), orderPage(room, customer.persons, from.orders, limit + 1), recordPage(room, customer.family, from.records, limit + 1)]);
  const all = pages.flat().sort((a, b) => (a.entry.at === b.entry.at ? (a.entry.id < b.entry.id ? 1 : -1) : a.entry.at < b.entry.at ? 1 : -1));
  const page = all.slice(0, limit);
  const left: Cursor = { ...from };
  for (const { source, after } of page) left[source] = after;
  const more = all.length > limit;
  return { entries: page.map(({ entry }) => entry), next: more ? Buffer.from(JSON.stringify(left)).toString('base64url') : null };
}

function readCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    throw new Fault('request.invalid', { field: 'before', reason: 'not a position of a timeline' }, { cause: error });
  }
}

async function eventPage(room: Room, persons: readonly string[], { at, id }: Position): Promise<Placed[]> {
  if (persons.length === 0) return [];
  const rows = await room.events.rows<RawEvent>(eventsSql, { persons: persons.map(BigInt), at, id: /^\d{1,20}$/.test(id) ? id : '0', limit: EVENTS_AT_ONCE });
  return visitsOf(rows, rows.length === EVENTS_AT_ONCE).map(({ entry, oldest }) => ({ entry, source: 'events', after: { at: Number(oldest.at), id: oldest.id } }));
}

interface OrderPlace { at: string; id: string; order: string; type: 'order' | 'return'; moment: number; currency: string; first: number }
interface OrderSums { order: string; type: 'order' | 'return'; moment: number; currency: string; amount: number; apart: number; lines: number; units: number; channel: string; items: [string, number, number, string][] }

/** Which orders come next is asked of their totals; only those few orders' lines are read. */
async function orderPage(room: Room, persons: readonly string[], { at, id }: Position, limit: number): Promise<Placed[]> {
  if (persons.length === 0) return [];
  const asked = { persons: persons.map(BigInt) };
  const places = await room.events.rows<OrderPlace>(ordersSql, { ...asked, at, id, limit });
  if (places.length === 0) return [];
  const sums = await room.events.rows<OrderSums>(itemsSql, {
    ...asked, orders: [...new Set(places.map(({ order }) => order))], first: places.reduce((least, place) => Math.min(least, place.first), Infinity), last: Number(places[0]!.at) / 1000,
  });
  const keyOf = ({ order, type, moment, currency }: OrderPlace | OrderSums): string => `${order}|${type}|${moment}|${currency}`;
  const byKey = new Map(sums.map((sum) => [keyOf(sum), sum]));
  return places.flatMap((place): Placed[] => {
    const sum = byKey.get(keyOf(place));
    if (!sum) return [];
    const { items, currency, amount, apart, lines, units, channel } = sum;
    return [{
      entry: {
        type: place.type, at: new Date(Number(place.at)).toISOString(), id: place.id, order: place.order, currency, amount, apart, lines, units, channel,
        items: items.map(([name, quantity, worth, kind]) => ({ name, quantity, amount: worth, kind })),
      },
      source: 'orders', after: { at: Number(place.at), id: place.id },
    }];
  });
}

interface RecordRow { at: Date; id: string; type: 'message' | 'consent' | 'merge'; detail: Record<string, unknown> }

async function recordPage({ tools, workspace }: Room, family: readonly number[], { at, id }: Position, limit: number): Promise<Placed[]> {
  const { rows } = await tools.database.executeQuery(CompiledQuery.raw(recordsSql, [workspace.id, family, new Date(at), id, limit])) as { rows: RecordRow[] };
  return rows.map((row) => ({ entry: TimelineEntry.parse({ ...row.detail, at: row.at.toISOString(), id: row.id, type: row.type }), source: 'records', after: { at: row.at.getTime(), id: row.id } }));
}
