import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'messages-sent',
  names: { en: 'Messages sent', 'zh-Hans': '已发送消息', 'zh-Hant': '已傳送訊息' },
  means: {
    en: 'Messages that a relay took.',
    'zh-Hans': '已被中继服务接收的消息数。',
    'zh-Hant': '已被轉送服務接收的訊息數。',
  },
  unit: 'count',
  better: 'up',
  empty: 'zero',
  source: 'messages',
  value: `uniqExact(delivery)`,
  where: `name = 'Email Sent'`,
};
