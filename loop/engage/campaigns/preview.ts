import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { FaultCode } from '#vocabulary/faults/all.ts';
import { LANGUAGE_NAMES, type Language } from '#vocabulary/words.ts';
import type { Content } from '../content/blocks.ts';
import { addressFor, prepare, reasonOf, unknownNames, unreadablePart, type MessageTemplate } from '../content/message.ts';
import type { Sender } from '../delivery/compose.ts';
import { senderOf } from '../delivery/jobs.ts';
import { readersOf } from '../delivery/readers.ts';

export const Preview = z.object({ subject: z.string(), html: z.string(), text: z.string(), bytes: z.number(), unknown: z.array(z.string()), reader: z.string().nullable() }).meta({ id: 'MessagePreview' });

/** Lays the message out, or says in one sentence what the author must mend. */
export async function readable(content: Content, language: Language, sender: Sender): Promise<MessageTemplate> {
  try {
    return await prepare(content, language, { name: sender.name, address: sender.postal });
  } catch (error) {
    throw new Fault(...faultIn(content, language, error), { cause: error });
  }
}

/** What the author must mend, and where it stands. */
function faultIn(content: Content, language: Language, error: unknown): [FaultCode, Record<string, string | number>] {
  const part = unreadablePart(content);
  const named = { language: LANGUAGE_NAMES[language], reason: part?.reason ?? reasonOf(error) };
  return part ? [`campaigns.template-${part.place}`, { ...named, block: part.block }] : ['campaigns.template', named];
}

export async function preview(room: Room, asked: { content: Content; language: Language; customer: number | null }): Promise<z.infer<typeof Preview>> {
  const sender = await senderOf(room);
  const template = await readable(asked.content, asked.language, sender);
  const known = asked.customer === null ? null : (await readersOf(room, [asked.customer])).get(asked.customer);
  if (known === undefined) throw new Fault('access.not-found', { what: 'customer', id: asked.customer! });
  const reader = { ...(known ?? { name: null, email: null, country: null, attributes: {} }), language: asked.language };
  try {
    const links = template.links.map((link) => addressFor(link, reader, { name: sender.name, address: sender.postal }) ?? '');
    const message = template.render(reader, { links, unsubscribe: `${room.tools.publicUrl()}/u/preview`, open: null });
    return { ...message, bytes: Buffer.byteLength(message.html), unknown: unknownNames(asked.content), reader: known?.name ?? known?.email ?? null };
  } catch (error) {
    throw new Fault('campaigns.template', { language: LANGUAGE_NAMES[asked.language], reason: reasonOf(error) }, { cause: error });
  }
}
