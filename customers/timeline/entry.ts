import { z } from 'zod';

const Item = z.object({ name: z.string(), quantity: z.number(), amount: z.number(), kind: z.string() });
const base = { at: z.string(), id: z.string() };
/** One thing that happened to or with a customer. Money in minor units of `currency`. */
export const TimelineEntry = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('visit'), from: z.string(), pages: z.array(z.object({ path: z.string(), title: z.string() })), pageCount: z.number().int(), host: z.string(), source: z.string(), medium: z.string(), campaign: z.string(), device: z.string() }),
  z.object({ ...base, type: z.literal('event'), name: z.string(), kind: z.string(), delivery: z.string().nullable(), order: z.string(), properties: z.record(z.string(), z.unknown()), origin: z.string() }),
  z.object({ ...base, type: z.enum(['order', 'return']), order: z.string(), currency: z.string(), amount: z.number().int(), apart: z.number().int(), lines: z.number().int(), units: z.number(), channel: z.string(), items: z.array(Item) }),
  z.object({ ...base, type: z.literal('message'), delivery: z.number(), campaign: z.number(), name: z.string(), channel: z.string(), state: z.string(), reason: z.string().nullable(), address: z.string().nullable(), arm: z.string() }),
  z.object({ ...base, type: z.literal('consent'), channel: z.string(), purpose: z.string(), state: z.string(), wording: z.string(), source: z.string(), demonstration: z.boolean() }),
  z.object({ ...base, type: z.literal('merge'), merge: z.number(), kept: z.number(), absorbed: z.number(), reason: z.string(), actor: z.string(), undone: z.boolean() }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
