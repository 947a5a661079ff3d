import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import type { Room, Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import { Language } from '#vocabulary/words.ts';
import { recordHappenings, type MessageEvent } from './events.ts';
import { addressFor } from '../content/message.ts';
import { senderOf } from './jobs.ts';
import { leavePage, leftPage, lostPage } from './pages.ts';
import { readersOf } from './readers.ts';
import { readToken, type TokenKind } from './tokens.ts';
import { withdraw } from './withdraw.ts';

interface Found { room: Room; delivery: { id: number; customer: number; campaign: number; channel: string; language: Language; purpose: string }; link: number }

/** The addresses that stand in messages: links, openings, and leaving the list. All are signed; none needs a sign-in. */
export function registerMessageAddresses(app: FastifyInstance, tools: Tools): void {
  const hidden = { schema: { hide: true } };

  app.get<{ Params: { token: string } }>('/l/:token', hidden, async (request, reply) => {
    const found = await find(tools, 'l', request.params.token);
    const target = found && (await found.room.db.selectFrom('tracked_link').select('url').where('id', '=', found.link).where('campaign', '=', found.delivery.campaign).executeTakeFirst());
    const address = target && await addressOf(found, target.url);
    if (!target || !address) return lost(request, reply);
    if (!automatic(request)) await note(found, 'Email Link Clicked', { url: target.url, link: String(found.link) });
    return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer-when-downgrade').redirect(tagged(address, found), 302);
  });

  app.get<{ Params: { token: string } }>('/o/:token', hidden, async (request, reply) => {
    const found = await find(tools, 'o', request.params.token);
    if (found && !automatic(request)) await note(found, 'Email Opened', {});
    return reply.header('cache-control', 'no-store').type('image/gif').send(PIXEL);
  });

  // Looking at the page changes nothing: mail scanners follow every link. Only a POST leaves the list.
  app.get<{ Params: { token: string } }>('/u/:token', hidden, async (request, reply) => {
    const found = await find(tools, 'u', request.params.token);
    if (!found) return lost(request, reply);
    return page(reply, leavePage(found.delivery.language, found.room.workspace.name, request.params.token));
  });

  app.register(async (forms) => {
    // A mail program posts `List-Unsubscribe=One-Click` (RFC 8058, section 3.1) as a form; what it says is not needed.
    forms.removeContentTypeParser('multipart/form-data'); // elsewhere it is an upload
    forms.addContentTypeParser(['application/x-www-form-urlencoded', 'multipart/form-data'], { parseAs: 'string' }, (_request, body, done) => done(null, body));
    forms.post<{ Params: { token: string } }>('/u/:token', { ...hidden, bodyLimit: 65_536 }, async (request, reply) => {
      const found = await find(tools, 'u', request.params.token);
      if (!found) return lost(request, reply);
      await leave(found, request);
      return page(reply, leftPage(found.delivery.language, found.room.workspace.name));
    });
  });
}

async function find(tools: Tools, kind: TokenKind, text: string): Promise<Found | null> {
  const token = readToken(tools.secrets, kind, text);
  if (!token) return null;
  const room = await roomOf(tools, token.workspace);
  const row = await room.db.selectFrom('delivery').innerJoin('campaign', (join) => join.onRef('campaign.id', '=', 'delivery.campaign').onRef('campaign.workspace', '=', 'delivery.workspace'))
    .select(['delivery.id', 'delivery.customer', 'delivery.campaign', 'delivery.channel', 'delivery.language', 'campaign.purpose']).where('delivery.id', '=', token.delivery).executeTakeFirst();
  return row ? { room, link: token.link, delivery: { ...row, language: Language.catch('en').parse(row.language) } } : null;
}

/** Where a link leads for who got the message: it may have names in it, as the message does. */
async function addressOf({ room, delivery }: Found, link: string): Promise<string | null> {
  const reader = (await readersOf(room, [delivery.customer])).get(delivery.customer);
  const { name, postal } = await senderOf(room);
  return reader ? addressFor(link, { ...reader, language: delivery.language }, { name, address: postal }) : null;
}

/** Leaves the list of this channel and purpose; a second time changes nothing. */
async function leave({ room, delivery }: Found, request: FastifyRequest): Promise<void> {
  const oneClick = typeof request.body === 'string' && request.body.includes('One-Click');
  const { tools: { database, clock }, workspace } = room;
  const left = await database.transaction().execute((transaction) => withdraw(transaction, workspace.id, delivery, {
    wording: oneClick ? 'List-Unsubscribe=One-Click' : 'Unsubscribe', source: oneClick ? 'one-click' : 'unsubscribe page',
    proof: { agent: request.headers['user-agent'] ?? '' }, at: clock.now(),
  }));
  if (left) await note({ room, delivery, link: 0 }, 'Unsubscribed', {});
}

async function note({ room, delivery }: Found, event: MessageEvent, more: Record<string, string>): Promise<void> {
  const now = room.tools.clock.now();
  // One opening or click of a link counts once a minute: programs fetch pictures several times.
  const mark = event === 'Unsubscribed' ? '' : `${more['link'] ?? ''}:${Math.floor(now.getTime() / 60_000)}`;
  await recordHappenings(room, [{ event, delivery: delivery.id, customer: delivery.customer, campaign: delivery.campaign, at: now, mark, more }]);
}

/** Mail scanners and link previews are not people. */
const automatic = (request: FastifyRequest): boolean => request.method === 'HEAD' || !request.headers['user-agent'] || isbot(request.headers['user-agent']);

/** Campaign tags, unless the author set their own. */
function tagged(address: string, { delivery }: Found): string {
  const url = new URL(address);
  const tags = { utm_source: 'tributary', utm_medium: delivery.channel, utm_campaign: `campaign-${delivery.campaign}` };
  for (const [name, value] of Object.entries(tags)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  return url.toString();
}

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const page = (reply: FastifyReply, html: string): FastifyReply => reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex').type('text/html; charset=utf-8').send(html);
const lost = (request: FastifyRequest, reply: FastifyReply): FastifyReply => page(reply.status(404), lostPage(request.headers['accept-language']));
