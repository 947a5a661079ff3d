/** What a step of the ingest pipeline declares and does. A member is one file `steps/<id>.ts`; the order stands in `ingest/pipeline.ts`. */
import type { EventKind, IncomingEvent } from '#vocabulary/event.ts';

/** Whatever is dropped is dropped for one of these reasons, and counted. */
export const DROPS = ['duplicate', 'bot', 'no identity', 'malformed', 'name', 'size'] as const;
export type Drop = (typeof DROPS)[number];

/** A digest of 63 bits in two words (`words63`); as a decimal (`joined`) only where somebody reads it. */
export type Key = readonly [high: number, low: number];

/** A row of the table `events`, filled step by step. Times are in ms since 1970; `delivery` is a decimal of 64 bits. */
export interface EventRow {
  workspace: number;
  person: Key;
  time: number;
  event_id: Key;
  received: number;
  kind: EventKind;
  name: string;
  visitor: string;
  user: string;
  url_host: string;
  url_path: string;
  title: string;
  referrer: string;
  source: string;
  medium: string;
  campaign: string;
  device: string;
  browser: string;
  system: string;
  language: string;
  delivery: string;
  order_id: string;
  revenue: number | null;
  currency: string;
  properties: string;
  origin: string;
}

/** What the request said outside the event. */
export interface Sender {
  /** The User-Agent header; '' when there was none or the event did not come over HTTP. */
  userAgent: string;
  /** ISO 4217: what an amount without a currency is in; '' when nobody knows. */
  currency: string;
}

export interface Draft { incoming: IncomingEvent; sender: Sender; row: EventRow }

export type StepResult = { ok: Draft } | { drop: Drop };

/** Pure: what it needs of the world stands in the tools. */
export interface Step {
  id: string;
  /** One sentence for the documents. */
  does: string;
  run(draft: Draft, tools: StepTools): StepResult;
}

export interface StepTools {
  /** True when this event id was seen before; marks it as seen. */
  seen(workspace: number, eventId: Key): boolean;
}

export const ok = (draft: Draft): StepResult => ({ ok: draft });
export const drop = (reason: Drop): StepResult => ({ drop: reason });
