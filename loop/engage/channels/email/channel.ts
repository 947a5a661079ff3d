import { createTransport } from 'nodemailer';
import type { Channel, ChannelTools, Outgoing, SendResult } from '../contract.ts';
import { card } from './card.ts';

type Pool = ReturnType<typeof open>;

const open = (url: string) => createTransport({ url, pool: true, maxConnections: 4, maxMessages: 500, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 });

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
    async close() { for (const pool of pools.values()) pool.close(); },
  };
}

export const channel: Channel = openEmail();

async function sendOne(pool: Pool, message: Outgoing, tools: ChannelTools): Promise<SendResult> {
  const { delivery } = message;
  if (tools.signal.aborted) return { delivery, state: 'retry', afterSeconds: 1, reason: 'stopping' };
  try {
    const sent = await pool.sendMail({
      envelope: { from: message.headers['X-Envelope-From'] ?? message.from.address, to: message.address },
      from: message.from, to: message.address, messageId: message.messageId, subject: message.subject, html: message.html, text: message.text,
      headers: Object.fromEntries(Object.entries(message.headers).filter(([name]) => name !== 'X-Envelope-From')),
      date: tools.now(),
      disableFileAccess: true, disableUrlAccess: true,
    });
    return { delivery, state: 'accepted', receipt: sent.response };
  } catch (error) {
    return { delivery, ...judge(error) };
  }
}

interface SmtpError { code?: string; responseCode?: number; response?: string; message: string; command?: string }

/** Permanent refusals end a delivery; what failed before the message was given over is tried again; what broke off after it is unknown. */
export function judge(thrown: unknown): { state: 'retry'; afterSeconds: number; reason: string } | { state: 'refused'; code: 'address' | 'content' | 'blocked' | 'size'; reason: string } | { state: 'unknown'; reason: string } {
  const error = thrown as SmtpError;
  const reason = (error.response ?? error.message).slice(0, 500);
  const status = error.responseCode ?? 0;
  if (status >= 500) {
    // RFC 3463: x.1.x is about the address, x.2.2 and x.3.4 about size, x.7.x about policy.
    if (/\b5\.1\.\d|\b5\.2\.1\b/.test(reason) || error.command === 'RCPT TO') return { state: 'refused', code: 'address', reason };
    if (/\b5\.(2\.2|3\.4)\b/.test(reason) || status === 552) return { state: 'refused', code: 'size', reason };
    if (/\b5\.7\.\d/.test(reason)) return { state: 'refused', code: 'blocked', reason };
    return { state: 'refused', code: 'content', reason };
  }
  if (status >= 400) return { state: 'retry', afterSeconds: 300, reason };
  if (error.code === 'EENVELOPE') return { state: 'refused', code: 'address', reason };
  // The text was on its way and no answer came: a second try could write twice.
  if (error.command === 'DATA' || error.code === 'ETIMEDOUT' && error.command !== 'CONN') return { state: 'unknown', reason };
  return { state: 'retry', afterSeconds: 60, reason };
}
