import { faults } from './fault.ts';

export const ingest = faults({
  'ingest.busy': { status: 429, next: 'retry', says: {
    en: 'Events arrive faster than they can be stored. Nothing of this request was kept; send it again in {{seconds}} s.',
    'zh-Hans': '事件到达的速度超过了存储速度。本次请求未被保存，请在 {{seconds}} 秒后重新发送。',
    'zh-Hant': '事件到達的速度超過了儲存速度。本次請求未被保存，請在 {{seconds}} 秒後重新傳送。' } },
  'ingest.disk': { status: 503, next: 'ask', says: {
    en: 'The disk of the data folder does not take the events ({{reason}}). Nothing of this request was kept; free some room, then send it again.',
    'zh-Hans': '数据目录所在的磁盘无法写入事件（{{reason}}）。本次请求未被保存，请腾出空间后重新发送。',
    'zh-Hant': '資料目錄所在的磁碟無法寫入事件（{{reason}}）。本次請求未被保存，請騰出空間後重新傳送。' } },
  'ingest.closing': { status: 503, next: 'retry', says: {
    en: 'The server is just stopping. Nothing of this request was kept; send it again in a moment.',
    'zh-Hans': '服务器正在停止。本次请求未被保存，请稍后重新发送。',
    'zh-Hant': '伺服器正在停止。本次請求未被保存，請稍後重新傳送。' } },
  'ingest.malformed': { status: 400, next: 'fix', says: {
    en: 'The body is not what this address takes: {{reason}}.',
    'zh-Hans': '请求内容不符合此地址的要求：{{reason}}。',
    'zh-Hant': '請求內容不符合此位址的要求：{{reason}}。' } },
  'ingest.too-large': { status: 400, next: 'fix', says: {
    en: '{{what}} may have {{limit}} at most. Send it in smaller parts.',
    'zh-Hans': '{{what}}最大为 {{limit}}，请分批发送。',
    'zh-Hant': '{{what}}最大為 {{limit}}，請分批傳送。' } },
  'ingest.locked': { status: 503, next: 'ask', says: {
    en: 'The journal in {{folder}} is in use by process {{pid}}. Stop that one first, or give this one a data folder of its own.',
    'zh-Hans': '{{folder}} 中的日志正被进程 {{pid}} 使用。请先停止该进程，或为当前进程指定另一个数据目录。',
    'zh-Hant': '{{folder}} 中的日誌正被處理程序 {{pid}} 使用。請先停止該處理程序，或為目前的處理程序指定另一個資料目錄。' } },
});
