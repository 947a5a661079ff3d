import { z } from 'zod';

/** The six calls of the Segment specification that become events. */
export const EventKind = z.enum(['track', 'page', 'screen', 'identify', 'group', 'alias']);
export type EventKind = z.infer<typeof EventKind>;

/** An event as it came in: a Segment message whose shape has been checked, nothing looked up yet. */
export interface IncomingEvent {
  workspace: number;
  messageId: string;
  kind: EventKind;
  /** Event name for track, page or screen name otherwise; '' when there is none. */
  name: string;
  anonymousId: string | null;
  userId: string | null;
  previousId: string | null;
  groupId: string | null;
  traits: Readonly<Record<string, unknown>>;
  properties: Readonly<Record<string, unknown>>;
  context: Readonly<Record<string, unknown>>;
  /** ISO 8601 as sent; null when absent. */
  timestamp: string | null;
  sentAt: string | null;
  /** When our server received it, ISO 8601. */
  receivedAt: string;
  /** How it reached us: 'http', 'import', 'delivery' … */
  origin: string;
}
