import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { Language } from '#vocabulary/words.ts';
import type { Content } from '../content/blocks.ts';
import { prepare, unknownNames, type MessageTemplate, type Reader } from '../content/message.ts';
import type { Sender } from '../delivery/compose.ts';
import { senderOf } from '../delivery/jobs.ts';

export const Preview = z.object({ subject: z.string(), html: z.string(), text: z.string(), bytes: z.number(), unknown: z.array(z.string()), reader: z.string().nullable() }).meta({ id: 'MessagePreview' });

/** Lays the message out, or says in one sentence what the author must mend. */
export async function readable(content: Content, language: Language, sender: Sender): Promise<MessageTemplate> {
  try {
    return await prepare(content, language, { name: sender.name, address: sender.postal });
  } catch (error) {
    throw new Fault('campaigns.template', { language, reason: (error instanceof Error ? error.message : String(error)).split('\n')[0]! }, { cause: error });
  }
}

export async function preview(room: Room, asked: { content: Content; language: Language; customer: number | null }): Promise<z.infer<typeof Preview>> {
  const template = await readable(asked.content, asked.language, await senderOf(room));
  const reader = asked.customer === null ? null : await readerOf(room, asked.customer, asked.language);
  const base = room.tools.publicUrl();
  try {
    const message = template.render(reader ?? { name: null, email: null, country: null, language: asked.language, attributes: {} }, { links: template.links, unsubscribe: `${base}/u/preview`, open: null });
    return { ...message, bytes: Buffer.byteLength(message.html), unknown: unknownNames(asked.content), reader: reader?.name ?? reader?.email ?? null };
  } catch (error) {
    throw new Fault('campaigns.template', { language: asked.language, reason: (error instanceof Error ? error.message : String(error)).split('\n')[0]! }, { cause: error });
  }
}

async function readerOf(room: Room, id: number, language: Language): Promise<Reader> {
  const row = await room.db.selectFrom('customer').select(['name', 'email', 'country', 'attributes']).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Fault('access.not-found', { what: 'customer', id });
  return { ...row, language, attributes: (row.attributes ?? {}) as Record<string, unknown> };
}
