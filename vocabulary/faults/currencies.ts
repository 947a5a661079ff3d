import { faults } from './fault.ts';

export const currencies = faults({
  'currencies.own': { status: 400, next: 'fix', says: {
    en: 'The company counts in {{currency}}: its own currency needs no rate. Give rates for the others.',
    'zh-Hans': '公司以 {{currency}} 计算，本币无需汇率。请为其他币种填写汇率。',
    'zh-Hant': '公司以 {{currency}} 計算，本幣無需匯率。請為其他幣別填寫匯率。' } },
});
