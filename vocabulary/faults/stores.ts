import { faults } from './fault.ts';

export const stores = faults({
  'stores.unavailable': { status: 503, next: 'retry', says: {
    en: 'The {{store}} store does not answer just now. Nothing was lost; try again in a moment.',
    'zh-Hans': '{{store}} 存储暂时没有响应。数据没有丢失,请稍后重试。',
    'zh-Hant': '{{store}} 儲存暫時沒有回應。資料沒有遺失,請稍後重試。' } },
});
