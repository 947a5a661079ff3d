import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'page-views',
  names: { en: 'Page views', 'zh-Hans': '浏览量', 'zh-Hant': '瀏覽量' },
  means: {
    en: 'Pages looked at.',
    'zh-Hans': '页面被浏览的次数。',
    'zh-Hant': '頁面被瀏覽的次數。',
  },
  unit: 'count',
  better: 'up',
  empty: 'zero',
  source: 'visits',
  value: `count()`,
};
