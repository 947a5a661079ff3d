import { faults } from './fault.ts';

export const objectives = faults({
  'objectives.no-baseline': { status: 409, next: 'fix', says: {
    en: 'From {{from}} to {{to}} there is nothing to take a baseline from. Choose days with data.',
    'zh-Hans': '{{from}} 至 {{to}} 没有可作为基线的数据，请选择有数据的日期。',
    'zh-Hant': '{{from}} 至 {{to}} 沒有可作為基準的資料，請選擇有資料的日期。' } },
});
