import type { Room } from '#platform/tools/tools.ts';
import { LANGUAGES, type Language } from '#vocabulary/words.ts';
import type { Outgoing } from '../channels/contract.ts';
import { Content } from '../content/blocks.ts';
import { prepare, type MessageTemplate, type Reader } from '../content/message.ts';
import { makeReturnToken, makeToken } from './tokens.ts';
import { returnAddress } from './return-address.ts';

/** `own`: the company set the address; otherwise it is made from this server's name, good enough for the catcher. */
export interface Sender { name: string; address: string; own: boolean; postal: string }

/** A campaign's message in each language it was written in, links registered, ready for any number of readers. */
export interface Composer {
  languages: readonly Language[];
  /** The language a reader gets: their own, else the other Chinese, else the first that was written. */
  languageFor(wanted: string | null): Language;
  /** Throws where the reader's values leave no subject, or more than a template may do. */
  compose(delivery: number, language: Language, reader: Reader): Outgoing;
}

interface Prepared { template: MessageTemplate; linkIds: number[] }

export async function openComposer(room: Room, about: { campaign: number; purpose: string; sender: Sender }): Promise<Composer> {
  const { campaign, sender } = about;
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
  return { languages, languageFor, compose: (delivery, language, reader) => fill(room, about, delivery, language, prepared.get(language)!, reader) };
}

function fill(room: Room, about: { campaign: number; purpose: string; sender: Sender }, delivery: number, language: Language, { template, linkIds }: Prepared, reader: Reader): Outgoing {
  const { secrets, publicUrl, config } = room.tools;
  const { sender } = about;
  const at = (kind: 'o' | 'l' | 'u', link: number): string => `${publicUrl()}/${kind}/${makeToken(secrets, kind, { workspace: room.workspace.id, delivery, link })}`;
  const unsubscribe = at('u', 0);
  const message = template.render({ ...reader, language }, { links: linkIds.map((id) => at('l', id)), unsubscribe, open: at('o', 0) });
  if (message.subject === '') throw new Error('the subject is empty for this reader');
  const mark = makeReturnToken(secrets, { workspace: room.workspace.id, delivery });
  return {
    delivery, address: reader.email ?? '', messageId: messageIdOf(room, delivery, sender.address.split('@')[1] ?? 'localhost'),
    from: { name: sender.name, address: sender.address },
    envelope: { from: config.bounces.address === null ? sender.address : returnAddress(config.bounces.address, mark), id: mark },
    ...message,
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`, // RFC 2369
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', // RFC 8058
      'Feedback-ID': `c${about.campaign}:w${room.workspace.id}:${about.purpose}:tributary`, // Gmail counts complaints by these: nothing in it may differ from message to message
      // Three ways of asking programs not to answer: RFC 3834, older servers, Exchange. Answers would come to where bounces go.
      'Auto-Submitted': 'auto-generated', Precedence: 'bulk', 'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
  };
}

/** Stable for a delivery, so that a second try is the same message and a bounce finds its way back. */
const messageIdOf = (room: Room, delivery: number, domain: string): string =>
  `<${makeToken(room.tools.secrets, 'm', { workspace: room.workspace.id, delivery, link: 0 })}@${domain}>`;

async function linkIdsOf(room: Room, campaign: number, urls: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const url of urls) {
    const row = await room.db.insertInto('tracked_link').values({ workspace: room.workspace.id, campaign, url })
      .onConflict((conflict) => conflict.columns(['workspace', 'campaign', 'url']).doUpdateSet({ url })).returning('id').executeTakeFirstOrThrow();
    ids.push(row.id);
  }
  return ids;
}
