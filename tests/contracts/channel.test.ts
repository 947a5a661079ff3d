import { afterAll, describe } from 'vitest';
import type { Channel, Outgoing, SendResult } from '../../loop/engage/channels/contract.ts';
import { channelCards } from '../../loop/engage/channels/cards.gen.ts';
import { channels } from '../../loop/engage/channels/index.gen.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, speaksEveryLanguage, type Faults, type Rule } from './contract.ts';

const example: Channel = {
  card: {
    id: 'example', names: { en: 'Example', 'zh-Hans': '示例', 'zh-Hant': '範例' }, consent: { channel: 'example', purposes: ['marketing'] },
    fields: [{ name: 'endpoint', kind: 'url', required: true, label: { en: 'Address', 'zh-Hans': '地址', 'zh-Hant': '位址' }, help: { en: 'See there.', 'zh-Hans': '见该处。', 'zh-Hant': '見該處。' } }],
    abilities: { html: false, links: true, opens: false, languages: true, attachments: false },
    limits: { perSecond: 10, batch: 5, maxBytes: 1000 }, address: 'id', costPerMessage: 0,
  },
  send: async (batch) => batch.map(({ delivery }) => ({ delivery, state: 'retry', afterSeconds: 60, reason: 'Nobody answered.' })),
};

const message = (delivery: number): Outgoing => ({
  delivery, address: delivery % 2 === 0 ? 'somebody@example.com' : '+8613800138000', messageId: `m${delivery}@example.com`, from: { name: 'Example', address: 'news@example.com' },
  envelope: { from: 'bounces@example.com', id: `m${delivery}` },
  subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', headers: {},
});

/** Settings that lead nowhere: port 9 of this machine, where nothing listens. A relay is told by its help, which names the protocol. */
const nowhere = (channel: Channel): Record<string, string> => Object.fromEntries(channel.card.fields.map(({ name, kind, choices, help }) => {
  const address = help.en.includes('smtp:') ? 'smtp://user:password@127.0.0.1:9' : 'http://127.0.0.1:9/';
  const secret = /url|endpoint|relay/i.test(name) ? address : 'secret';
  return [name, { text: '127.0.0.1', secret, url: address, email: 'news@example.com', number: '9', choice: choices?.[0] ?? '' }[kind]];
}));

const SECONDS = 20;
const FIXED = new Date('2026-06-30T09:00:00Z');

const sendTo = (channel: Channel, batch: readonly Outgoing[], signal = AbortSignal.timeout(SECONDS * 1000)): Promise<readonly SendResult[]> =>
  channel.send(batch, { settings: nowhere(channel), signal, now: () => FIXED });

const faultsOfResult = (result: SendResult): Faults => [
  ...(result.state === 'accepted' ? ['a message that nobody took was called accepted'] : []),
  ...(result.state === 'retry' && !(result.afterSeconds > 0) ? ['a retry says after how many seconds'] : []),
  ...('reason' in result && result.reason.trim() === '' ? ['a result that is not accepted says why'] : []),
];

const answers: readonly Rule<Channel>[] = [
  {
    promise: 'answers once for every message, and never throws, when the service cannot be reached',
    faults: async (channel) => {
      const batch = [message(1), message(2), message(3)];
      const results = await sendTo(channel, batch).catch((error: unknown) => String(error));
      if (typeof results === 'string') return [`it threw ${results}`];
      const deliveries = results.map(({ delivery }) => delivery).sort();
      return [...(deliveries.join() === '1,2,3' ? [] : [`three messages, answers for ${deliveries.join() || 'none'}`]), ...results.flatMap(faultsOfResult)];
    },
    broken: (channel) => ({ ...channel, send: async ([first]) => (first ? [{ delivery: first.delivery, state: 'accepted', receipt: 'x' }] : []) }),
  },
  {
    promise: 'does nothing with an empty batch',
    faults: async (channel) => ((await sendTo(channel, []).catch(() => ['threw'])).length === 0 ? [] : ['an empty batch has no results']),
    broken: (channel) => ({ ...channel, send: async () => [{ delivery: 0, state: 'unknown', reason: 'None.' }] }),
  },
  {
    promise: 'stops when it is told to, without calling anything accepted',
    faults: async (channel) => {
      const results = await sendTo(channel, [message(1)], AbortSignal.abort()).catch((error: unknown) => String(error));
      return typeof results === 'string' ? [`it threw ${results}`] : results.flatMap(faultsOfResult);
    },
    broken: (channel) => ({ ...channel, send: async (batch, { signal }) => { signal.throwIfAborted(); return batch.map(({ delivery }) => ({ delivery, state: 'accepted', receipt: '1' })); } }),
  },
];

const withCard = (channel: Channel, more: object): Channel => ({ ...channel, card: { ...channel.card, ...more } });

const cards: readonly Rule<Channel>[] = [
  {
    promise: 'asks for settings that have names of their own, and choices where there is a choice',
    faults: ({ card }) => card.fields.flatMap(({ name, kind, choices }, i) => [
      ...(/^[a-z][a-zA-Z0-9]*$/.test(name) ? [] : [`"${name}" is no name of a setting`]),
      ...(card.fields.findIndex((other) => other.name === name) === i ? [] : [`two settings are called ${name}`]),
      ...((kind === 'choice') === Boolean(choices?.length) ? [] : [`${name}: choices belong to a choice`]),
    ]),
    broken: (channel) => withCard(channel, { fields: [...channel.card.fields, ...channel.card.fields] }),
  },
  {
    promise: 'has limits and a cost that can be reckoned with, and names the consent it needs',
    faults: ({ card }) => [
      ...Object.entries(card.limits).filter(([, value]) => !(Number.isFinite(value) && value > 0)).map(([name]) => `${name} is no limit`),
      ...(Number.isInteger(card.costPerMessage) && card.costPerMessage >= 0 ? [] : ['the cost is a whole number of thousandths']),
      ...(card.consent.channel !== '' && card.consent.purposes.length > 0 ? [] : ['no consent is named']),
    ],
    broken: (channel) => withCard(channel, { consent: { channel: '', purposes: [] } }),
  },
  {
    promise: 'has its declaration in the list that pages and documents read',
    faults: ({ card }) => (card.id === 'example' || channelCards.includes(card) ? [] : ['its card is not the one in cards.gen.ts']),
    broken: (channel) => withCard(channel, { id: 'unlisted' }),
  },
];

afterAll(() => Promise.all(channels.map((channel) => channel.close?.())));

describe('the contract of channels', () => {
  keepsItsContract<Channel>({
    kind: 'channel', members: channels, idOf: ({ card }) => card.id, example,
    rules: [
      isNamedAsItsFile(({ card }) => card.id, (channel, id) => withCard(channel, { id })),
      speaksEveryLanguage(({ card }) => card, (channel, more) => withCard(channel, { names: more })),
      hasDecided(({ card }) => card, (channel, more) => withCard(channel, { names: more })),
      ...cards,
      ...answers,
    ],
  });
});
