import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: 'visitors',
  names: { en: 'Visitors', 'zh-Hans': '访客数', 'zh-Hant': '訪客數' },
  means: {
    en: 'Different people who looked at a page.',
    'zh-Hans': '浏览过页面的不同人数。',
    'zh-Hant': '瀏覽過頁面的不同人數。',
  },
  unit: 'people',
  better: 'up',
  empty: 'zero',
  source: 'visits',
  value: `uniqExact(person)`,
};
