import type { Words } from '#vocabulary/words.ts';

const reasons = <const T extends Record<string, Words>>(entries: T): T => entries;

/** Why a row was not taken. */
export const REASONS = reasons({
  missing: { en: 'is empty, and a row needs it', 'zh-Hans': '为空，但该项必填', 'zh-Hant': '為空，但此項必填' },
  number: { en: 'is not a number', 'zh-Hans': '不是数字', 'zh-Hant': '不是數字' },
  time: { en: 'is not a date and time', 'zh-Hans': '不是日期时间', 'zh-Hant': '不是日期時間' },
  day: { en: 'is not a date', 'zh-Hans': '不是日期', 'zh-Hant': '不是日期' },
  range: { en: 'lies outside the years 1970 to 2105', 'zh-Hans': '超出 1970 至 2105 年的范围', 'zh-Hant': '超出 1970 至 2105 年的範圍' },
  large: { en: 'is too large a number', 'zh-Hans': '数值过大', 'zh-Hant': '數值過大' },
  negative: { en: 'is negative', 'zh-Hans': '不能为负数', 'zh-Hant': '不能為負數' },
  whole: { en: 'is not a whole number', 'zh-Hans': '不是整数', 'zh-Hant': '不是整數' },
  email: { en: 'is not an e-mail address', 'zh-Hans': '不是电子邮箱地址', 'zh-Hant': '不是電子郵件地址' },
  phone: { en: 'is not a telephone number', 'zh-Hans': '不是电话号码', 'zh-Hant': '不是電話號碼' },
  currency: { en: 'is not the code of a currency, such as GBP', 'zh-Hans': '不是货币代码（如 CNY）', 'zh-Hant': '不是貨幣代碼（如 TWD）' },
  language: { en: 'is not a language', 'zh-Hans': '不是语言', 'zh-Hant': '不是語言' },
  yesno: { en: 'is neither yes nor no', 'zh-Hans': '既不是“是”也不是“否”', 'zh-Hant': '既不是「是」也不是「否」' },
  kind: { en: 'is not sale, return, fee or adjustment', 'zh-Hans': '不是销售、退货、费用或调整', 'zh-Hant': '不是銷售、退貨、費用或調整' },
  long: { en: 'is longer than 2,000 characters', 'zh-Hans': '超过 2,000 个字符', 'zh-Hant': '超過 2,000 個字元' },
  cells: { en: 'the row has more cells than the header; is a delimiter inside a value not quoted?', 'zh-Hans': '该行的单元格多于表头；值中的分隔符是否未加引号？', 'zh-Hant': '此列的儲存格多於標題列；值中的分隔符號是否未加引號？' },
  quote: { en: 'opens a quotation mark that nothing closes', 'zh-Hans': '引号没有闭合', 'zh-Hant': '引號沒有閉合' },
  json: { en: 'is not a JSON object', 'zh-Hans': '不是 JSON 对象', 'zh-Hant': '不是 JSON 物件' },
  encoding: { en: 'holds characters that the chosen encoding cannot read', 'zh-Hans': '含有所选编码无法识别的字符', 'zh-Hant': '含有所選編碼無法辨識的字元' },
});
export type ReasonCode = keyof typeof REASONS;

/** A row that was not taken; `field` is a name of the import's fields, or '' where the whole row is meant. */
export interface Bad { field: string; value: string; reason: ReasonCode }

/** Only so much of a value is kept: a report is for reading. */
export const bad = (field: string, value: unknown, reason: ReasonCode): Bad => ({ field, value: String(value ?? '').slice(0, 200), reason });
