import { undecided, undecidedWords, type Kind } from './kind.ts';

const card = (id: string): string => `import type { ChannelCard } from '../contract.ts';

export const card: ChannelCard = {
  id: '${id}',
  names: ${undecidedWords('its name')},
  fields: [
    {
      name: 'endpoint', kind: 'url', required: true,
      label: { en: 'Address of the service', 'zh-Hans': '服务地址', 'zh-Hant': '服務位址' },
      help: ${undecidedWords('where the reader finds this')},
    },
  ],
  abilities: { html: false, links: true, opens: false, languages: true, attachments: false },
  limits: { perSecond: 10, batch: 100, maxBytes: 10_000 },
  consent: { channel: '${id}', purposes: ['marketing'] },
  address: 'id',
  costPerMessage: 0,
};
`;

const channel = `import type { Channel } from '../contract.ts';
import { card } from './card.ts';

/** Hands nothing over yet, and says so of every message. */
export const channel: Channel = {
  card,
  send: async (batch) => batch.map(({ delivery }) => ({ delivery, state: 'refused', code: 'blocked', reason: '${undecided('how a message is handed over')}' })),
};
`;

export const kind: Kind = {
  id: 'channel',
  is: 'a way to reach customers: its settings, abilities, limits and consent, and how a message is handed over',
  folder: 'loop/engage/channels',
  shape: 'folder',
  proof: { files: ['card.ts', 'channel.ts'] },
  besides: [],
  registries: [
    { file: 'cards.gen.ts', list: 'channelCards', entry: 'ChannelCard', types: ['ChannelCard'], parts: { self: { file: 'card.ts', exported: 'card' } }, ids: 'ChannelId' },
    { file: 'index.gen.ts', list: 'channels', entry: 'Channel', types: ['Channel'], parts: { self: { file: 'channel.ts', exported: 'channel' } } },
  ],
  scaffold: (id) => ({ [`${id}/card.ts`]: card(id), [`${id}/channel.ts`]: channel }),
  next: [
    'Fill in the card: settings, abilities, limits, the consent it needs, which identity is its address, what a message costs.',
    'Write `send` in channel.ts; a message whose fate is not known is `unknown`, and is never sent again by itself.',
    'Write a test beside it against a small server on the loopback that speaks the service\'s protocol.',
  ],
};
