import { faults } from './fault.ts';

export const access = faults({
  'access.sign-in': { status: 401, next: 'fix', says: {
    en: 'Sign in first, or send an API key in the header "Authorization: Bearer …".',
    'zh-Hans': '请先登录，或在请求头“Authorization: Bearer …”中提供 API 密钥。',
    'zh-Hant': '請先登入，或在請求標頭「Authorization: Bearer …」中提供 API 金鑰。' } },
  'access.role': { status: 403, next: 'ask', says: {
    en: 'This needs the role “{{needed}}”; yours is “{{role}}”. An owner of the workspace can change it.',
    'zh-Hans': '此操作需要“{{needed}}”角色，您的角色是“{{role}}”。工作区的所有者可以更改。',
    'zh-Hant': '此操作需要「{{needed}}」角色，您的角色是「{{role}}」。工作區的擁有者可以變更。' } },
  'access.not-found': { status: 404, next: 'fix', says: {
    en: 'There is no {{what}} “{{id}}” in this workspace.',
    'zh-Hans': '此工作区中没有{{what}}“{{id}}”。',
    'zh-Hant': '此工作區中沒有{{what}}「{{id}}」。' } },
  'access.write-key': { status: 401, next: 'fix', says: {
    en: 'The write key is unknown or revoked. Make one with “tributary key create --write”.',
    'zh-Hans': '写入密钥不存在或已作废。可用“tributary key create --write”新建。',
    'zh-Hant': '寫入金鑰不存在或已作廢。可用「tributary key create --write」新建。' } },
  'access.credentials': { status: 401, next: 'fix', says: {
    en: 'The e-mail address or the password is not right.',
    'zh-Hans': '电子邮箱或密码不正确。',
    'zh-Hant': '電子郵件地址或密碼不正確。' } },
  'access.too-many': { status: 429, next: 'retry', says: {
    en: 'Too many requests; try again in {{seconds}} s.',
    'zh-Hans': '请求过于频繁，请在 {{seconds}} 秒后重试。',
    'zh-Hant': '請求過於頻繁，請在 {{seconds}} 秒後重試。' } },
  'access.set-up-already': { status: 409, next: 'none', says: {
    en: 'This installation already has an owner. Sign in instead.',
    'zh-Hans': '此系统已有所有者，请直接登录。',
    'zh-Hant': '此系統已有擁有者，請直接登入。' } },
  'access.last-owner': { status: 409, next: 'fix', says: {
    en: 'This is the only owner. Make somebody else an owner first.',
    'zh-Hans': '这是唯一的所有者，请先指定另一位所有者。',
    'zh-Hant': '這是唯一的擁有者，請先指定另一位擁有者。' } },
  'access.origin': { status: 403, next: 'none', says: {
    en: 'This request came from another site and was not carried out.',
    'zh-Hans': '该请求来自其他网站，未予执行。',
    'zh-Hant': '該請求來自其他網站，未予執行。' } },
});
