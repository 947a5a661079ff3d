import type { Room } from '#platform/tools/tools.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';

/** Segment's names for what happens to an e-mail, and our own for being drawn into an arm (see the glossary). */
export type MessageEvent = 'Campaign Assigned' | 'Email Sent' | 'Email Delivered' | 'Email Bounced' | 'Email Marked as Spam' | 'Email Opened' | 'Email Link Clicked' | 'Unsubscribed';

export interface Happening {
  event: MessageEvent;
  delivery: number;
  customer: number;
  campaign: number;
  at: Date;
  /** Tells several of the same apart, such as clicks; the same mark counts once. */
  mark?: string;
  more?: Readonly<Record<string, string>>;
}

/** Writes what happened to messages into the event store's journal; resolves once it is on disk. */
export async function recordHappenings(room: Pick<Room, 'tools' | 'workspace'>, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const receivedAt = room.tools.clock.now().toISOString();
  await room.tools.record(happenings.map((one): IncomingEvent => ({
    workspace: room.workspace.id,
    messageId: `delivery:${one.delivery}:${one.event}:${one.mark ?? ''}`,
    kind: 'track', name: one.event, anonymousId: null, userId: null, previousId: null, groupId: null, traits: {},
    properties: { delivery: one.delivery, campaign: String(one.campaign), ...one.more },
    context: { customer: one.customer },
    timestamp: one.at.toISOString(), sentAt: receivedAt, receivedAt, origin: 'delivery', // one clock: nothing to correct
  })));
}
