import { faults } from './fault.ts';

export const campaigns = faults({
  'campaigns.not-ready': { status: 409, next: 'fix', says: {
    en: 'The campaign cannot be launched yet: {{missing}}.',
    'zh-Hans': '活动还不能启动：{{missing}}。',
    'zh-Hant': '活動還不能啟動：{{missing}}。' } },
  'campaigns.launched': { status: 409, next: 'none', says: {
    en: 'The campaign has been launched; audience, message and hold-out stay as they were. Copy it to change them.',
    'zh-Hans': '活动已启动，人群、内容和对照组不能再更改。可复制后修改。',
    'zh-Hant': '活動已啟動，受眾、內容和對照組不能再變更。可複製後修改。' } },
  'campaigns.state': { status: 409, next: 'none', says: {
    en: 'A campaign that is “{{state}}” cannot do this.',
    'zh-Hans': '状态为“{{state}}”的活动不能执行此操作。',
    'zh-Hant': '狀態為「{{state}}」的活動不能執行此操作。' } },
  'campaigns.template-subject': { status: 400, next: 'fix', says: {
    en: 'The subject of the message in {{language}} cannot be read: {{reason}}.',
    'zh-Hans': '{{language}}邮件的主题无法解析：{{reason}}。',
    'zh-Hant': '{{language}}郵件的主旨無法解析：{{reason}}。' } },
  'campaigns.template-preheader': { status: 400, next: 'fix', says: {
    en: 'The preview line of the message in {{language}} cannot be read: {{reason}}.',
    'zh-Hans': '{{language}}邮件的预览文字无法解析：{{reason}}。',
    'zh-Hant': '{{language}}郵件的預覽文字無法解析：{{reason}}。' } },
  'campaigns.template-block': { status: 400, next: 'fix', says: {
    en: 'Block {{block}} of the message in {{language}} cannot be read: {{reason}}.',
    'zh-Hans': '{{language}}邮件的第 {{block}} 个内容块无法解析：{{reason}}。',
    'zh-Hant': '{{language}}郵件的第 {{block}} 個內容區塊無法解析：{{reason}}。' } },
  'campaigns.template': { status: 400, next: 'fix', says: {
    en: 'The message in {{language}} cannot be read: {{reason}}.',
    'zh-Hans': '{{language}}邮件的内容无法解析：{{reason}}。',
    'zh-Hant': '{{language}}郵件的內容無法解析：{{reason}}。' } },
});
