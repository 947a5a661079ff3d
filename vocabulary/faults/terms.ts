import type { Words } from '../words.ts';

/** Values of faults that are words of ours and not of the caller; in an answer they stand in the reader's language. */
export const TERM_PLACES: ReadonlySet<string> = new Set(['what', 'state', 'missing']);

export const TERMS: Readonly<Record<string, Words>> = {
  // what
  customer: { en: 'customer', 'zh-Hans': '客户', 'zh-Hant': '顧客' },
  segment: { en: 'audience', 'zh-Hans': '人群', 'zh-Hant': '受眾' },
  campaign: { en: 'campaign', 'zh-Hans': '营销活动', 'zh-Hant': '行銷活動' },
  objective: { en: 'objective', 'zh-Hans': '目标', 'zh-Hant': '目標' },
  metric: { en: 'metric', 'zh-Hans': '指标', 'zh-Hant': '指標' },
  proposal: { en: 'proposal', 'zh-Hans': '建议', 'zh-Hant': '建議' },
  message: { en: 'message', 'zh-Hans': '消息', 'zh-Hant': '訊息' },
  import: { en: 'import', 'zh-Hans': '导入', 'zh-Hant': '匯入' },
  report: { en: 'report', 'zh-Hans': '报表', 'zh-Hant': '報表' },
  merge: { en: 'merge', 'zh-Hans': '合并记录', 'zh-Hant': '合併記錄' },
  rate: { en: 'rate', 'zh-Hans': '汇率', 'zh-Hant': '匯率' },
  member: { en: 'member', 'zh-Hans': '成员', 'zh-Hant': '成員' },
  workspace: { en: 'workspace', 'zh-Hans': '工作区', 'zh-Hant': '工作區' },
  'API key': { en: 'API key', 'zh-Hans': ' API 密钥', 'zh-Hant': ' API 金鑰' },
  'write key': { en: 'write key', 'zh-Hans': '写入密钥', 'zh-Hant': '寫入金鑰' },
  'A batch': { en: 'A batch', 'zh-Hans': '一批事件', 'zh-Hant': '一批事件' },
  'An event': { en: 'An event', 'zh-Hans': '一个事件', 'zh-Hant': '一個事件' },
  // state
  draft: { en: 'draft', 'zh-Hans': '草稿', 'zh-Hant': '草稿' },
  sending: { en: 'sending', 'zh-Hans': '发送中', 'zh-Hant': '傳送中' },
  paused: { en: 'paused', 'zh-Hans': '已暂停', 'zh-Hant': '已暫停' },
  stopped: { en: 'stopped', 'zh-Hans': '已停止', 'zh-Hant': '已停止' },
  done: { en: 'done', 'zh-Hans': '已完成', 'zh-Hant': '已完成' },
  waiting: { en: 'waiting', 'zh-Hans': '等待中', 'zh-Hant': '等待中' },
  running: { en: 'running', 'zh-Hans': '进行中', 'zh-Hant': '進行中' },
  failed: { en: 'failed', 'zh-Hans': '失败', 'zh-Hant': '失敗' },
  // missing
  audience: { en: 'it needs an audience', 'zh-Hans': '尚未选择人群', 'zh-Hant': '尚未選擇受眾' },
  text: { en: 'it needs a message', 'zh-Hans': '尚未撰写内容', 'zh-Hant': '尚未撰寫內容' },
  sender: { en: 'the e-mail address of the sender is not set (Settings)', 'zh-Hans': '尚未在设置中填写发件人邮箱', 'zh-Hant': '尚未在設定中填寫寄件者電子郵件' },
  postal: { en: 'the postal address of the sender is not set (Settings)', 'zh-Hans': '尚未在设置中填写发件人通信地址', 'zh-Hant': '尚未在設定中填寫寄件者通訊地址' },
  readers: { en: 'nobody in the audience may be written to', 'zh-Hans': '人群中没有可以发送的客户', 'zh-Hant': '受眾中沒有可以傳送的顧客' },
};
