import { faults } from './fault.ts';

export const customers = faults({
  'customers.unmerged-already': { status: 409, next: 'none', says: {
    en: 'Merge {{merge}} has been taken back already.',
    'zh-Hans': '合并 {{merge}} 已经撤销。',
    'zh-Hant': '合併 {{merge}} 已經復原。' } },
  'customers.same': { status: 400, next: 'fix', says: {
    en: 'A customer cannot be merged with itself; choose another record.',
    'zh-Hans': '客户不能与自己合并，请选择另一条记录。',
    'zh-Hant': '顧客不能與自己合併，請選擇另一筆記錄。' } },
  'customers.own-numbers': { status: 409, next: 'fix', says: {
    en: 'These records carry different customer numbers ({{first}} and {{second}}), so the company has told them apart. Confirm that they are one person to merge them all the same.',
    'zh-Hans': '这两条记录的客户编号不同（{{first}} 和 {{second}}），说明企业已将其区分。若确认为同一人，请确认后再合并。',
    'zh-Hant': '這兩筆記錄的顧客編號不同（{{first}} 和 {{second}}），表示企業已將其區分。若確定為同一人，請確認後再合併。' } },
  'customers.absorbed': { status: 409, next: 'fix', says: {
    en: 'Customer {{customer}} was merged into {{into}}; change that record.',
    'zh-Hans': '客户 {{customer}} 已并入 {{into}}，请修改后者。',
    'zh-Hant': '顧客 {{customer}} 已併入 {{into}}，請修改後者。' } },
  'customers.email': { status: 400, next: 'fix', says: {
    en: '“{{value}}” is not an e-mail address.',
    'zh-Hans': '“{{value}}”不是电子邮箱地址。',
    'zh-Hant': '「{{value}}」不是電子郵件地址。' } },
  'customers.phone': { status: 400, next: 'fix', says: {
    en: '“{{value}}” is not a telephone number. Write it with its country code, as +44 20 7946 0018.',
    'zh-Hans': '“{{value}}”不是电话号码。请带上国家代码，例如 +86 138 0013 8000。',
    'zh-Hant': '「{{value}}」不是電話號碼。請加上國碼，例如 +886 912 345 678。' } },
  'customers.identity-taken': { status: 409, next: 'fix', says: {
    en: '“{{value}}” belongs to customer {{owner}} already. If they are one person, merge the two records.',
    'zh-Hans': '“{{value}}”已属于客户 {{owner}}。若为同一人，请合并两条记录。',
    'zh-Hant': '「{{value}}」已屬於顧客 {{owner}}。若為同一人，請合併兩筆記錄。' } },
  'customers.no-such-address': { status: 400, next: 'fix', says: {
    en: 'Customer {{customer}} has no address “{{value}}”; name one that stands on the record.',
    'zh-Hans': '客户 {{customer}} 没有地址“{{value}}”，请填写记录中已有的地址。',
    'zh-Hant': '顧客 {{customer}} 沒有地址「{{value}}」，請填寫記錄中已有的地址。' } },
});
