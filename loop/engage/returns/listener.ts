import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Tools } from '#platform/tools/tools.ts';
import { receive } from './receive.ts';
import { READ_MOST } from './report.ts';
import type { Watch } from './watch.ts';
import { whose } from './whose.ts';

const LARGEST = 10 * 1024 * 1024;
const CLIENTS_MOST = 20;

const refuse = (reply: number, text: string): Error => Object.assign(new Error(text), { responseCode: reply });

/** Takes bounces from the network: mail for an address that we signed, and no other. It sends nothing on. */
export async function listenForReturns(tools: Tools, host: string, port: number): Promise<Watch> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], size: LARGEST, maxClients: CLIENTS_MOST, socketTimeout: 60_000, logger: false, banner: 'bounces only', disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => done(whose(tools.secrets, [[address]]) ? null : refuse(550, '5.1.1 no such mailbox')),
    onData: (stream, session, done) => { take(tools, stream, session).then(() => done(), (error: Error) => done(error)); },
  });
  server.on('error', (error) => tools.log.warn({ err: error }, 'the listener for bounces'));
  await new Promise<void>((ready, failed) => { server.once('error', failed); server.listen(port, host, () => ready()); });
  return { close: () => new Promise((closed) => { server.close(() => closed()); }) };
}

async function take(tools: Tools, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const parts: Buffer[] = [];
  let kept = 0;
  for await (const part of stream) {
    if (kept < READ_MOST) parts.push(part as Buffer); // the rest runs through: the message that came back stands there
    kept += (part as Buffer).length;
  }
  if (stream.sizeExceeded) throw refuse(552, '5.3.4 message too large');
  try {
    await receive(tools, Buffer.concat(parts), session.envelope.rcptTo.map(({ address }) => address));
  } catch (error) {
    tools.log.error({ err: error }, 'a bounce could not be noted');
    throw refuse(451, '4.3.0 try again later');
  }
}
