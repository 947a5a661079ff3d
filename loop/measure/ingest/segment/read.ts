import { EventKind, type IncomingEvent } from '#vocabulary/event.ts';
import type { StoredEntry } from '../journal/frame.ts';
import { memo } from '../memo.ts';
import type { Sender } from '../steps/contract.ts';
import { CALLS, OWN_EVENTS } from './calls.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Opened {
  events: IncomingEvent[];
  sender: Sender;
  /** Messages that say no kind of event. */
  malformed: number;
}

const KINDS: ReadonlySet<string> = new Set(EventKind.options);
const NOTHING: Fields = {};
const MESSAGE_ID_MOST = 500;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : NOTHING);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Ids come as texts and, from careless senders, as numbers. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** Few senders, many requests: what they say of themselves is read once. */
const senderOf = memo(5000, (about): Sender => {
  const said = fields(JSON.parse(about));
  return { userAgent: text(said.agent) ?? '', currency: text(said.currency) ?? '' };
});

/** The events that a journal record holds. Throws a SyntaxError where the body is no JSON, which the door has refused before. */
export function openEntry(entry: StoredEntry): Opened {
  const body: unknown = JSON.parse(Buffer.from(entry.body.buffer, entry.body.byteOffset, entry.body.byteLength).toString('utf8'));
  const receivedAt = new Date(entry.received).toISOString();
  if (entry.format === OWN_EVENTS) return { events: ownEvents(body, receivedAt), sender: { userAgent: '', currency: '' }, malformed: 0 };
  const sender = senderOf(entry.about);
  const whole = fields(body);
  const call = CALLS[entry.call] ?? 'batch';
  if (call !== 'batch') return { events: [eventOf(whole, call, NOTHING, entry, receivedAt, 0)], sender, malformed: 0 };
  const messages = Array.isArray(whole.batch) ? whole.batch : [];
  const events: IncomingEvent[] = [];
  for (let i = 0; i < messages.length; i += 1) {
    const message: unknown = messages[i];
    if (isFields(message) && isKind(message.type)) events.push(eventOf(message, message.type, whole, entry, receivedAt, i));
  }
  return { events, sender, malformed: messages.length - events.length };
}

/** They arrived when they were written down: by that time the recent ones are known again after a restart. */
const ownEvents = (body: unknown, receivedAt: string): IncomingEvent[] => (Array.isArray(body) ? body.map((event: IncomingEvent) => ({ ...event, receivedAt })) : []);

const isKind = (value: unknown): value is EventKind => typeof value === 'string' && KINDS.has(value);

/** Segment, "Spec: Common Fields" and "Spec: Track" to "Spec: Alias". What the batch says holds where its message is silent. */
function eventOf(message: Fields, kind: EventKind, batch: Fields, entry: StoredEntry, receivedAt: string, index: number): IncomingEvent {
  const given = idOf(message.messageId);
  return {
    workspace: entry.workspace,
    messageId: given !== null && given.length <= MESSAGE_ID_MOST ? given : `${entry.salt}:${index}`,
    kind,
    name: text(kind === 'track' ? message.event : message.name) ?? '',
    anonymousId: idOf(message.anonymousId),
    userId: idOf(message.userId),
    previousId: idOf(message.previousId),
    groupId: idOf(message.groupId),
    traits: fields(message.traits),
    properties: propertiesOf(message),
    context: isFields(batch.context) ? { ...batch.context, ...fields(message.context) } : fields(message.context),
    timestamp: text(message.timestamp) ?? text(message.originalTimestamp),
    sentAt: text(message.sentAt) ?? text(batch.sentAt),
    receivedAt,
    origin: 'http',
  };
}

function propertiesOf(message: Fields): Fields {
  const properties = fields(message.properties);
  return typeof message.category === 'string' && properties.category === undefined ? { ...properties, category: message.category } : properties;
}
