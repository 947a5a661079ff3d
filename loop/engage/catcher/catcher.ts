import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Tools } from '#platform/tools/tools.ts';
import { roomOf } from '#platform/workspace/rooms.ts';
import { noteReturn } from '../delivery/returned.ts';
import { readToken } from '../delivery/tokens.ts';

/**
 * The embedded catcher: an SMTP server on loopback that takes every message, keeps it to be looked at in the browser,
 * and says it is delivered. It stands in wherever no relay is configured; nothing leaves the machine.
 */
export interface Catcher { url: string; close(): Promise<void> }

const LARGEST = 10 * 1024 * 1024;

export async function openCatcher(tools: Tools): Promise<Catcher> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: LARGEST, logger: false, banner: 'Tributary catcher',
    onData: (stream, session, done) => { keep(tools, stream, session).then(() => done(), (error: Error) => done(error)); },
  });
  server.on('error', (error) => tools.log.error({ err: error }, 'catcher'));
  await new Promise<void>((ready, failed) => { server.once('error', failed); server.listen(0, '127.0.0.1', ready); });
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, close: () => new Promise((closed) => { server.close(() => closed()); }) };
}

async function keep(tools: Tools, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('message too large'), { responseCode: 552 });
  const source = Buffer.concat(parts);
  const mail = await PostalMime.parse(source);
  const token = mail.messageId ? readToken(tools.secrets, 'm', mail.messageId.replace(/^<|@.*$/g, '')) : null;
  await tools.database.insertInto('caught_message').values({
    workspace: token?.workspace ?? null, message_id: mail.messageId ?? null, subject: mail.subject ?? '', source,
    envelope: JSON.stringify({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '', to: session.envelope.rcptTo.map((to) => to.address) }),
  }).execute();
  if (token) await delivered(tools, token);
}

/** The catcher is the last stop, so what it has taken is delivered. */
async function delivered(tools: Tools, token: { workspace: number; delivery: number }): Promise<void> {
  await noteReturn(await roomOf(tools, token.workspace), token.delivery, { kind: 'delivered', cause: null, status: null, reason: '', heard: 'catcher' });
}
