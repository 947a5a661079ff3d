/** What a channel declares and does. A member is a folder `channels/<id>/` with `card.ts` (declaration) and `channel.ts` (execution). */
import type { Words } from '#vocabulary/words.ts';
import type { Cause } from './mail-status.ts';

/** One description of a setting: form, check, type and document follow from it. */
export interface Field {
  name: string;
  kind: 'text' | 'secret' | 'url' | 'email' | 'number' | 'choice';
  label: Words;
  help: Words;
  required: boolean;
  choices?: readonly string[];
}

export interface ChannelCard {
  id: string;
  names: Words;
  fields: readonly Field[];
  abilities: { html: boolean; links: boolean; opens: boolean; languages: boolean; attachments: boolean };
  limits: { perSecond: number; batch: number; maxBytes: number };
  /** The consent that a customer must have given: channel and purpose of the consent ledger. */
  consent: { channel: string; purposes: readonly string[] };
  /** Which identity is the address. */
  address: 'email' | 'phone' | 'id';
  /** Thousandths of a minor unit of the workspace's currency a message. */
  costPerMessage: number;
}

export interface Outgoing {
  delivery: number;
  address: string;
  /** Unique and stable: a second try carries the same one. */
  messageId: string;
  from: { name: string; address: string };
  /** Where a message that does not arrive goes back to, and the mark under which it does. */
  envelope: { from: string; id: string };
  subject: string;
  html: string;
  text: string;
  headers: Readonly<Record<string, string>>;
}

/** accepted: the relay took it. `unknown`: it may or may not have gone out, and is never sent again by itself. */
export type SendResult =
  | { delivery: number; state: 'accepted'; receipt: string }
  | { delivery: number; state: 'retry'; afterSeconds: number; reason: string }
  | { delivery: number; state: 'refused'; code: Cause; reason: string }
  | { delivery: number; state: 'unknown'; reason: string };

export interface Channel {
  card: ChannelCard;
  /** One result for each message, in any order; never throws for what a single message did. */
  send(batch: readonly Outgoing[], tools: ChannelTools): Promise<SendResult[]>;
  /** Releases connections. */
  close?(): Promise<void>;
}

export interface ChannelTools {
  settings: Readonly<Record<string, string>>;
  signal: AbortSignal;
  now: () => Date;
}
