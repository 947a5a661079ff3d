import { sql } from 'kysely';
import { inForce, membersOf, suppressed, type RuleGroup } from '#customers/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { ChannelCard } from '../channels/contract.ts';
import { armOf } from './arms.ts';
import { recordHappenings } from './events.ts';

/** Why a customer of the audience gets nothing; each is counted and shown. */
export const WITHHELD = ['no address', 'no consent', 'suppressed', 'sample address'] as const;
export type Withheld = (typeof WITHHELD)[number];

export interface AudienceMember { customer: number; address: string | null; language: string | null; withheld: Withheld | null; arm: 'treatment' | 'holdout' }
export interface Audience { rules: RuleGroup; seed: string; holdoutShare: number; purpose: string; card: ChannelCard }

const PAGE = 1000;

/** The audience, page by page: who may be written to, who is held out, and who may not and why. */
export async function* audienceOf(room: Room, audience: Audience, after = 0): AsyncGenerator<AudienceMember[]> {
  for (let last = after; ;) {
    const ids = await membersOf(room, audience.rules, last, PAGE);
    if (ids.length > 0) yield await judge(room, audience, ids);
    if (ids.length < PAGE) return;
    last = ids.at(-1)!;
  }
}

async function judge(room: Room, { card, purpose, seed, holdoutShare }: Audience, ids: number[]): Promise<AudienceMember[]> {
  const rows = await room.db.selectFrom('customer').select(['id', 'email', 'phone', 'language']).where('id', 'in', ids).where('merged_into', 'is', null).orderBy('id').execute();
  const consenting = await inForce(room.tools.database, room.workspace.id, ids, card.consent.channel, purpose);
  const address = (row: (typeof rows)[number]): string | null => (card.address === 'phone' ? row.phone : row.email);
  const blocked = await suppressed(room.tools.database, room.workspace.id, card.id, rows.map(address).filter((each) => each !== null));
  return rows.map((row) => {
    const to = address(row);
    const withheld = whyNot(to, consenting.has(row.id), to !== null && blocked.has(to), room);
    return { customer: row.id, address: to, language: row.language, withheld, arm: withheld ? 'treatment' : armOf(seed, row.id, holdoutShare) };
  });
}

/** Names that never have a mailbox (RFC 6761, RFC 2606): the sample's addresses go to the embedded catcher or nowhere. */
const RESERVED = /@([^@]+\.)?(example|test|invalid|localhost)$|@example\.(com|net|org)$/i;

function whyNot(address: string | null, consents: boolean, isSuppressed: boolean, room: Room): Withheld | null {
  if (!address) return 'no address';
  if (!consents) return 'no consent';
  if (isSuppressed) return 'suppressed';
  if (room.tools.config.smtpUrl && room.workspace.sample && RESERVED.test(address)) return 'sample address';
  return null;
}

/** Writes the audience into the ledger, a page a transaction; begun again after a stop it goes on where it was. */
export async function materialise(room: Room, campaign: number, audience: Audience, signal: AbortSignal): Promise<void> {
  const { last } = await room.db.selectFrom('delivery').select(sql<number>`coalesce(max(customer), 0)`.as('last')).where('campaign', '=', campaign).executeTakeFirstOrThrow();
  for await (const page of audienceOf(room, audience, Number(last))) {
    if (signal.aborted) return;
    if (page.length === 0) continue;
    const written = await room.db.insertInto('delivery').values(page.map((member) => ({
      workspace: room.workspace.id, campaign, customer: member.customer, channel: audience.card.id, arm: member.arm,
      language: member.language ?? room.workspace.language, address: member.address,
      state: member.withheld ? 'withheld' : member.arm === 'holdout' ? 'held out' : 'queued', reason: member.withheld,
    }))).onConflict((conflict) => conflict.columns(['workspace', 'campaign', 'customer']).doNothing())
      .returning(['id', 'customer', 'arm', 'state']).execute();
    await announceArms(room, campaign, written);
  }
}

/** The arms are told to the event store, where what people do afterwards is counted by arm. */
async function announceArms(room: Room, campaign: number, written: readonly { id: number; customer: number; arm: string; state: string }[]): Promise<void> {
  const at = room.tools.clock.now();
  await recordHappenings(room, written.filter((row) => row.state !== 'withheld')
    .map((row) => ({ event: 'Campaign Assigned', delivery: row.id, customer: row.customer, campaign, at, more: { arm: row.arm } })));
}
