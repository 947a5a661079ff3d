import { describe, expect, it } from 'vitest';
import { toTaiwan, toTaiwanTexts } from './hant.ts';

describe('texts for Taiwan', () => {
  it.each([
    ['导入客户,设置短信渠道', '匯入顧客,設定簡訊通路'],
    ['营销活动的转化率', '行銷活動的轉換率'],
    ['扫描二维码登录', '掃描QR Code登入'],
    ['电子邮件已保存到文件夹', '電子郵件已儲存到資料夾'],
    ['此系统已有所有者', '此系統已有擁有者'],
    ['每周发送“简报”', '每週傳送「簡報」'],
    ['置信区间与概率', '信賴區間與機率'],
    ['行', '列'], ['列', '欄位'], ['{{same}} 行已存在', '{{same}} 列已存在'], ['{{fresh}} 行为新内容', '{{fresh}} 列為新內容'], ['客户的行为', '顧客的行為'], // a row is a column to the other
    ['干净的头发,后台与皇后', '乾淨的頭髮,後台與皇后'],
  ])('%s becomes %s', (simplified, traditional) => {
    expect(toTaiwan(simplified)).toBe(traditional);
  });
  it('leave the names of values alone', () => {
    expect(toTaiwan('{{客户}}的{{count}}位客户')).toBe('{{客户}}的{{count}}位顧客');
  });
  it('keep keys, order and shape', () => {
    expect(JSON.stringify(toTaiwanTexts({ b: ['设置'], a: { 客户: '客户' } }))).toBe('{"b":["設定"],"a":{"客户":"顧客"}}');
  });
});
