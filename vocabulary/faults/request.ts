import { faults } from './fault.ts';

export const request = faults({
  'request.invalid': { status: 400, next: 'fix', says: {
    en: '“{{field}}” is not right: {{reason}}.',
    'zh-Hans': '“{{field}}”有误：{{reason}}。',
    'zh-Hant': '「{{field}}」有誤：{{reason}}。' } },
  'request.too-large': { status: 413, next: 'fix', says: {
    en: 'The request is larger than {{limit}}. Send it in smaller parts.',
    'zh-Hans': '请求超过 {{limit}}，请分批发送。',
    'zh-Hant': '請求超過 {{limit}}，請分批傳送。' } },
  'request.conflict': { status: 409, next: 'fix', says: {
    en: '{{what}} cannot be changed now: {{reason}}.',
    'zh-Hans': '{{what}}现在不能更改：{{reason}}。',
    'zh-Hant': '{{what}}現在不能變更：{{reason}}。' } },
  'request.unknown-route': { status: 404, next: 'fix', says: {
    en: 'There is nothing at {{path}}. The API is described at /api/v1/openapi.json.',
    'zh-Hans': '{{path}} 不存在。API 说明见 /api/v1/openapi.json。',
    'zh-Hant': '{{path}} 不存在。API 說明見 /api/v1/openapi.json。' } },
  'internal': { status: 500, next: 'ask', says: {
    en: 'Something went wrong here, and it is not your doing. It stands in the log under the number {{reference}}.',
    'zh-Hans': '系统出现了问题，并非您的操作所致。日志编号：{{reference}}。',
    'zh-Hant': '系統出現了問題，並非您的操作所致。日誌編號：{{reference}}。' } },
});
