import type { Room } from '#platform/tools/tools.ts';
import { LANGUAGES, type Language } from '#vocabulary/words.ts';
import type { Outgoing } from '../channels/contract.ts';
import { Content } from '../content/blocks.ts';
import { prepare, type MessageTemplate, type Reader } from '../content/message.ts';
import { makeToken } from './tokens.ts';

export interface Sender { name: string; address: string; postal: string }

/** A campaign's message in each language it was written in, links registered, ready for any number of readers. */
export interface Composer {
  languages: readonly Language[];
  /** The language a reader gets: their own, else the other Chinese, else the first that was written. */
  languageFor(wanted: string | null): Language;
  compose(delivery: number, language: Language, reader: Reader): Outgoing;
}

interface Prepared { template: MessageTemplate; linkIds: number[] }

export async function openComposer(room: Room, campaign: number, sender: Sender): Promise<Composer> {
  const rows = await room.db.selectFrom('campaign_content').select(['language', 'subject', 'preheader', 'blocks']).where('campaign', '=', campaign).execute();
  const prepared = new Map<Language, Prepared>();
  for (const language of LANGUAGES) {
    const row = rows.find((each) => each.language === language);
    if (!row) continue;
    const template = await prepare(Content.parse(row), language, { name: sender.name, address: sender.postal });
    prepared.set(language, { template, linkIds: await linkIdsOf(room, campaign, template.links) });
  }
  const languages = [...prepared.keys()];
  const languageFor = (wanted: string | null): Language => {
    const exact = languages.find((language) => language === wanted);
    if (exact) return exact;
    const chinese = wanted?.startsWith('zh') ? languages.find((language) => language.startsWith('zh')) : undefined;
    return chinese ?? languages[0]!;
  };
  return { languages, languageFor, compose: (delivery, language, reader) => fill(room, sender, delivery, language, prepared.get(language)!, reader) };
}

function fill(room: Room, sender: Sender, delivery: number, language: Language, { template, linkIds }: Prepared, reader: Reader): Outgoing {
  const { secrets, publicUrl } = room.tools;
  const at = (kind: 'o' | 'l' | 'u', link: number): string => `${publicUrl()}/${kind}/${makeToken(secrets, kind, { workspace: room.workspace.id, delivery, link })}`;
  const unsubscribe = at('u', 0);
  const message = template.render({ ...reader, language }, { links: linkIds.map((id) => at('l', id)), unsubscribe, open: at('o', 0) });
  const domain = sender.address.split('@')[1] ?? 'localhost';
  return {
    delivery, address: reader.email ?? '', messageId: messageIdOf(room, delivery, domain),
    from: { name: sender.name, address: sender.address }, ...message,
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`, // RFC 2369
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', // RFC 8058
      'Feedback-ID': `${delivery}:${room.workspace.id}:tributary`,
      'X-Envelope-From': bounceAddress(room, delivery, domain),
      'Auto-Submitted': 'auto-generated', // RFC 3834: keeps out-of-office answers away
    },
  };
}

/** Stable for a delivery, so that a second try is the same message and a bounce finds its way back. */
export const messageIdOf = (room: Pick<Room, 'tools' | 'workspace'>, delivery: number, domain: string): string =>
  `<${makeToken(room.tools.secrets, 'o', { workspace: room.workspace.id, delivery, link: 1 })}@${domain}>`;

/** Variable envelope return path (VERP): the bounce names its delivery, signed. */
export const bounceAddress = (room: Pick<Room, 'tools' | 'workspace'>, delivery: number, domain: string): string =>
  `bounce+${makeToken(room.tools.secrets, 'o', { workspace: room.workspace.id, delivery, link: 2 })}@${domain}`;

async function linkIdsOf(room: Room, campaign: number, urls: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const url of urls) {
    const row = await room.db.insertInto('tracked_link').values({ workspace: room.workspace.id, campaign, url })
      .onConflict((conflict) => conflict.columns(['workspace', 'campaign', 'url']).doUpdateSet({ url })).returning('id').executeTakeFirstOrThrow();
    ids.push(row.id);
  }
  return ids;
}
