import { sql } from 'kysely';
import { z } from 'zod';
import { HEARING, hearingOf } from '#loop/engage/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import readers from './messages.sql';

/**
 * People of the audience by what became of their message. `sent`: the relay took it. `delivered`: sent less what came back
 * afterwards, of which `confirmed` by a notice of delivery or by the catcher; `hearing` says how far that can be trusted.
 * `bounced`: came back, at once or afterwards. Audience = delivered + bounced + waiting + refused + failed + unknown + held out + withheld.
 */
export const Messages = z.object({
  audience: z.number(), heldOut: z.number(), withheld: z.record(z.string(), z.number()), waiting: z.number(), sent: z.number(), delivered: z.number(), confirmed: z.number(),
  hearing: z.enum(HEARING), bounced: z.number(), complained: z.number(), refused: z.number(), failed: z.number(), unknown: z.number(), opened: z.number(), clicked: z.number(), unsubscribed: z.number(),
});
type Messages = z.infer<typeof Messages>;
type Told = 'opened' | 'clicked' | 'unsubscribed' | 'complained';

/** Messages of a campaign, and what they cost in thousandths of a minor unit. */
export async function readMessages(room: Room, campaign: number): Promise<{ messages: Messages; cost: number }> {
  const [ledger, hearing, told] = await Promise.all([
    ledgerOf(room, campaign), hearingOf(room.tools), room.events.rows<Record<Told, number>>(readers, { campaign: String(campaign) }),
  ]);
  const { opened, clicked, unsubscribed, complained } = told[0] ?? { opened: 0, clicked: 0, unsubscribed: 0, complained: 0 };
  return { messages: { ...ledger.counts, hearing, opened, clicked, unsubscribed, complained }, cost: ledger.cost };
}

async function ledgerOf(room: Pick<Room, 'db'>, campaign: number): Promise<{ counts: Omit<Messages, Told | 'hearing'>; cost: number }> {
  const rows = await room.db.selectFrom('delivery').select((each) => [
    'state', each.case().when('state', '=', 'withheld').then(each.ref('reason')).end().as('why'), each('sent_at', 'is not', null).as('taken'),
    each.fn.countAll<number>().as('count'), each.fn.sum<string>('cost').as('cost'),
  ]).where('campaign', '=', campaign).groupBy([sql`1`, sql`2`, sql`3`]).execute();
  const sum = (chosen: (row: (typeof rows)[number]) => boolean): number => rows.filter(chosen).reduce((all, row) => all + Number(row.count), 0);
  const of = (...states: string[]): number => sum(({ state }) => states.includes(state));
  const withheld: Record<string, number> = {};
  for (const row of rows) if (row.state === 'withheld') withheld[row.why ?? ''] = (withheld[row.why ?? ''] ?? 0) + Number(row.count);
  return {
    counts: {
      audience: sum(() => true), heldOut: of('held out'), withheld, waiting: of('queued', 'submitting'),
      sent: sum(({ taken, state }) => Boolean(taken) && ['sent', 'delivered', 'bounced'].includes(state)), delivered: of('sent', 'delivered'), confirmed: of('delivered'),
      bounced: of('bounced'), refused: of('refused'), failed: of('failed'), unknown: of('unknown'),
    },
    cost: rows.reduce((all, row) => all + Number(row.cost ?? 0), 0),
  };
}
