import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { SendResult } from '../contract.ts';
import { channel } from './channel.ts';

/** A relay that does as told at one point of the dialogue, and counts the texts it was given whole. */
interface Relay { url: string; texts: number; close(): Promise<void> }
interface Answers { greeting?: string; auth?: string; mail?: string; rcpt?: string; text?: (socket: Socket) => void }

async function openRelay(answers: Answers): Promise<Relay> {
  const relay = { texts: 0 } as Relay;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let begun = false;
    const answer = (line: string): boolean => socket.write(`${line}\r\n`);
    answer(answers.greeting ?? '220 relay');
    socket.on('error', () => socket.destroy()).on('data', (data) => {
      const said = data.toString('latin1');
      if (begun) {
        if (!said.includes('\r\n.\r\n')) return;
        begun = false;
        relay.texts++;
        (answers.text ?? ((open) => open.write('250 2.0.0 taken\r\n')))(socket);
      } else if (/^EHLO/i.test(said)) answer('250-relay\r\n250 AUTH PLAIN');
      else if (/^AUTH/i.test(said)) answer(answers.auth ?? '235 2.7.0 welcome');
      else if (/^MAIL/i.test(said)) answer(answers.mail ?? '250 2.1.0 ok');
      else if (/^RCPT/i.test(said)) answer(answers.rcpt ?? '250 2.1.5 ok');
      else if (/^DATA/i.test(said)) begun = answer('354 go on') || true;
      else answer('250 2.0.0 ok');
    });
  });
  await new Promise<void>((ready) => { server.listen(0, '127.0.0.1', ready); });
  relay.url = `smtp://user:password@127.0.0.1:${(server.address() as AddressInfo).port}`;
  relay.close = () => new Promise((closed) => { for (const socket of sockets) socket.destroy(); server.close(() => closed()); });
  return relay;
}

async function sendThrough(answers: Answers): Promise<{ result: SendResult; texts: number }> {
  const relay = await openRelay(answers);
  const message = {
    delivery: 7, address: 'anna@mail.example', messageId: `<${relay.url.slice(-5)}@shop.example>`, from: { name: 'Shop', address: 'news@shop.example' },
    envelope: { from: 'bounces+mark@shop.example', id: 'mark' }, subject: 'News', html: '<p>News</p>', text: 'News', headers: {},
  };
  try {
    const [result] = await channel.send([message], { settings: { url: relay.url }, signal: new AbortController().signal, now: () => new Date() });
    return { result: result!, texts: relay.texts };
  } finally {
    await relay.close();
  }
}

afterAll(() => channel.close?.());

describe('A message that the relay did not take', () => {
  it('is unknown, and not sent again, when the connection broke after its text', async () => {
    for (const breakOff of [(socket: Socket) => { socket.end(); }, (socket: Socket) => { socket.resetAndDestroy(); }]) {
      const { result, texts } = await sendThrough({ text: breakOff });
      expect([result.state, texts]).toEqual(['unknown', 1]);
    }
  });

  it('is tried again when the relay says after the text that it did not take it', async () => {
    const { result, texts } = await sendThrough({ text: (socket) => { socket.end('421 4.3.0 closing\r\n'); } });
    expect([result.state, texts]).toEqual(['retry', 1]);
  });

  it('is tried again when the relay refuses us: password, sender, or every connection', async () => {
    for (const answers of [{ auth: '535 5.7.8 wrong password' }, { mail: '550 5.7.60 not allowed to send as this sender' }, { greeting: '554 5.3.2 no service' }]) {
      const { result, texts } = await sendThrough(answers);
      expect([result.state, texts]).toEqual(['retry', 0]);
    }
  });

  it('tells an address that is not there from a full mailbox and from a relay that will not serve us', async () => {
    const codes = [];
    for (const rcpt of ['550 5.1.1 no such user', '552 5.2.2 mailbox full', '554 5.7.1 relay access denied', '550 no such user']) {
      const { result } = await sendThrough({ rcpt });
      codes.push(result.state === 'refused' ? result.code : result.state);
    }
    expect(codes).toEqual(['address', 'mailbox', 'blocked', 'address']);
  });

  it('was refused for its text when a bare 550 follows the text', async () => {
    const { result } = await sendThrough({ text: (socket) => { socket.write('550 no\r\n'); } });
    expect(result).toMatchObject({ state: 'refused', code: 'content' });
  });

  it('was taken when the relay says so', async () => {
    expect(await sendThrough({})).toMatchObject({ result: { state: 'accepted', receipt: '250 2.0.0 taken' }, texts: 1 });
  });
});
