import type { ImportDeclaration } from './contract.ts';

export const events: ImportDeclaration = {
  id: 'events',
  names: { en: 'Events', 'zh-Hans': '事件', 'zh-Hant': '事件' },
  means: {
    en: 'One row for each thing that happened, such as “Email Opened”. Other columns are kept as its properties.',
    'zh-Hans': '每行对应一次行为，例如“Email Opened”；其他列作为事件属性保留。',
    'zh-Hant': '每列對應一次行為，例如「Email Opened」；其他欄位會保留為事件屬性。',
  },
  fields: [
    { name: 'name', kind: 'text', required: true, names: { en: 'Event', 'zh-Hans': '事件名', 'zh-Hant': '事件名稱' }, headers: ['Event', 'Event Name', 'Name', 'Action', 'Type', '事件', '事件名', '事件名称', '行为', '事件名稱', '行為'] },
    { name: 'time', kind: 'time', required: true, names: { en: 'Date and time', 'zh-Hans': '时间', 'zh-Hant': '時間' },
      headers: ['Time', 'Timestamp', 'Date', 'Datetime', 'Event Time', 'Created at', 'Occurred at', '时间', '日期', '发生时间', '時間', '發生時間'] },
    { name: 'id', kind: 'text', names: { en: 'Customer number', 'zh-Hans': '客户编号', 'zh-Hant': '顧客編號' },
      headers: ['User ID', 'CustomerID', 'Customer ID', 'Member ID', '客户编号', '会员号', '用户ID', '会员ID', '顧客編號', '客戶編號', '會員編號'] },
    { name: 'email', kind: 'email', names: { en: 'E-mail', 'zh-Hans': '邮箱', 'zh-Hant': '電子郵件' }, headers: ['Email', 'E-mail', 'Email Address', '邮箱', '电子邮箱', '信箱', '電子郵件', '電子信箱'] },
    { name: 'visitor', kind: 'text', names: { en: 'Visitor number', 'zh-Hans': '访客编号', 'zh-Hant': '訪客編號' }, headers: ['Anonymous ID', 'Visitor ID', 'Visitor', 'Client ID', 'Device ID', '访客ID', '访客编号', '訪客ID', '訪客編號'] },
    { name: 'url', kind: 'text', names: { en: 'Page address', 'zh-Hans': '页面地址', 'zh-Hant': '頁面網址' }, headers: ['URL', 'Page', 'Page URL', 'Link', '页面', '网址', '页面地址', '頁面', '網址'] },
    { name: 'message_id', kind: 'text', names: { en: 'Number of the event', 'zh-Hans': '事件编号', 'zh-Hant': '事件編號' }, headers: ['Message ID', 'Event ID', 'UUID', '事件ID', '事件编号', '事件編號'] },
  ],
  oneOf: [['id', 'email', 'visitor']],
  keepsOthers: true,
};
