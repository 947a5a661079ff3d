import type { ChannelCard } from '../contract.ts';

export const card: ChannelCard = {
  id: 'email',
  names: { en: 'E-mail', 'zh-Hans': '电子邮件', 'zh-Hant': '電子郵件' },
  fields: [
    {
      name: 'url', kind: 'secret', required: true,
      label: { en: 'Relay', 'zh-Hans': '邮件中继', 'zh-Hant': '郵件轉送主機' },
      help: {
        en: 'smtp://user:password@host:587 or smtps://…:465. Without one, the embedded catcher keeps every message.',
        'zh-Hans': 'smtp://用户：密码@主机：587 或 smtps://…:465。未设置时，内置收件箱会保留每封邮件。',
        'zh-Hant': 'smtp://使用者：密碼@主機：587 或 smtps://…:465。未設定時，內建收件匣會保留每封郵件。',
      },
    },
  ],
  abilities: { html: true, links: true, opens: true, languages: true, attachments: false },
  limits: { perSecond: 50, batch: 100, maxBytes: 102_400 },
  consent: { channel: 'email', purposes: ['marketing'] },
  address: 'email',
  costPerMessage: 0,
};
