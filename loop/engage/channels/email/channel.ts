import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Channel, ChannelTools, Outgoing, SendResult } from '../contract.ts';
import { card } from './card.ts';
import { judge } from './judge.ts';

type Pool = ReturnType<typeof open>;

/** Connections to one relay. The texts of messages under way are kept, for only they tell whether a broken connection carried any of it. */
function open(url: string) {
  const texts = new Map<string, Readable>();
  const transport = createTransport({ url, pool: true, maxConnections: 4, maxMessages: 500, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 });
  transport.use('stream', (mail, done) => {
    const { message, data } = mail;
    const make = message.createReadStream.bind(message);
    message.createReadStream = (...options) => {
      const text = make(...options);
      texts.set(String(data.messageId), text);
      return text;
    };
    done();
  });
  return { transport, begun: (messageId: string) => texts.get(messageId)?.readableDidRead ?? false, forget: (messageId: string) => texts.delete(messageId) };
}

/** E-mail over SMTP (RFC 5321) through any relay; connections are kept and shared by all batches to the same relay. */
function openEmail(): Channel {
  const pools = new Map<string, Pool>();
  const poolOf = (url: string): Pool => {
    let pool = pools.get(url);
    if (!pool) pools.set(url, (pool = open(url)));
    return pool;
  };
  return {
    card,
    send: (batch, tools) => Promise.all(batch.map((message) => sendOne(poolOf(tools.settings['url'] ?? ''), message, tools))),
    async close() {
      for (const pool of pools.values()) pool.transport.close();
      pools.clear();
    },
  };
}

export const channel: Channel = openEmail();

async function sendOne(pool: Pool, message: Outgoing, tools: ChannelTools): Promise<SendResult> {
  const { delivery, messageId, envelope } = message;
  if (tools.signal.aborted) return { delivery, state: 'retry', afterSeconds: 1, reason: 'stopping' };
  try {
    const sent = await pool.transport.sendMail({
      envelope: { from: envelope.from, to: message.address },
      dsn: { id: envelope.id, return: 'headers', notify: ['failure', 'delay'], recipient: message.address }, // RFC 3461, where the relay offers it
      from: message.from, to: message.address, messageId, subject: message.subject, html: message.html, text: message.text,
      headers: { ...message.headers }, date: tools.now(),
      disableFileAccess: true, disableUrlAccess: true,
    });
    return { delivery, state: 'accepted', receipt: sent.response };
  } catch (error) {
    return { delivery, ...judge(error, pool.begun(messageId)) };
  } finally {
    pool.forget(messageId);
  }
}
