import type { ImportDeclaration } from './contract.ts';

export const spend: ImportDeclaration = {
  id: 'spend',
  names: { en: 'Channel spend', 'zh-Hans': '渠道花费', 'zh-Hant': '通路花費' },
  means: {
    en: 'One row for each day and channel (and campaign): what it cost. A file that comes again with other amounts replaces them.',
    'zh-Hans': '每行对应一天、一个渠道（及活动）的花费。再次导入时，新的金额会替换原有金额。',
    'zh-Hant': '每列對應一天、一個通路（及活動）的花費。再次匯入時，新的金額會取代原有金額。',
  },
  fields: [
    { name: 'day', kind: 'day', required: true, names: { en: 'Day', 'zh-Hans': '日期', 'zh-Hant': '日期' }, headers: ['Day', 'Date', 'Reporting Date', '日期', '日', '时间', '時間'] },
    { name: 'channel', kind: 'text', required: true, names: { en: 'Channel', 'zh-Hans': '渠道', 'zh-Hant': '通路' },
      headers: ['Channel', 'Source', 'Platform', 'Medium', 'Network', '渠道', '平台', '媒体', '投放渠道', '通路', '媒體', '管道'] },
    { name: 'campaign', kind: 'text', names: { en: 'Campaign', 'zh-Hans': '活动', 'zh-Hant': '活動' }, headers: ['Campaign', 'Campaign Name', 'Ad Campaign', '活动', '计划', '推广计划', '广告系列', '活動', '廣告活動', '行銷活動'] },
    { name: 'amount', kind: 'number', required: true, names: { en: 'Cost', 'zh-Hans': '花费', 'zh-Hant': '花費' },
      headers: ['Cost', 'Spend', 'Amount', 'Amount Spent', 'Expense', '花费', '消耗', '费用', '金额', '消费', '花費', '費用', '金額', '支出'] },
    { name: 'currency', kind: 'currency', names: { en: 'Currency', 'zh-Hans': '币种', 'zh-Hant': '幣別' }, headers: ['Currency', '币种', '货币', '幣別', '貨幣'] },
    { name: 'impressions', kind: 'number', names: { en: 'Impressions', 'zh-Hans': '展现量', 'zh-Hant': '曝光次數' }, headers: ['Impressions', 'Impr.', 'Views', '展现', '展现量', '展示', '曝光', '曝光量', '曝光次數', '曝光數'] },
    { name: 'clicks', kind: 'number', names: { en: 'Clicks', 'zh-Hans': '点击量', 'zh-Hant': '點擊次數' }, headers: ['Clicks', 'Link Clicks', '点击', '点击量', '点击数', '點擊', '點擊次數', '點擊數'] },
  ],
  oneOf: [],
  keepsOthers: false,
};
