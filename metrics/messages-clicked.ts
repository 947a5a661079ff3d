import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'messages-clicked',
  names: { en: 'Messages clicked', 'zh-Hans': '被点击消息', 'zh-Hant': '被點擊訊息' },
  means: {
    en: 'Messages in which at least one link was followed.',
    'zh-Hans': '至少有一个链接被点开的消息数。',
    'zh-Hant': '至少有一個連結被點開的訊息數。',
  },
  unit: 'count',
  better: 'up',
  empty: 'zero',
  source: 'messages',
  value: `uniqExact(delivery)`,
  where: `name = 'Email Link Clicked'`,
};
