import type { Words } from '#vocabulary/words.ts';

const findings = <const T extends Record<string, { names: Words; means: Words }>>(entries: T): T => entries;

/** What is odd about rows that were taken all the same; counted for the page on data quality. */
export const FINDINGS = findings({
  'return-without-order': {
    names: { en: 'Returns without an order number', 'zh-Hans': '没有订单号的退货', 'zh-Hant': '沒有訂單編號的退貨' },
    means: { en: 'They count in net revenue, but cannot be tied to the order they belong to.', 'zh-Hans': '计入净收入，但无法对应到原订单。', 'zh-Hant': '計入淨收入，但無法對應到原訂單。' } },
  'no-customer': {
    names: { en: 'Lines without a customer', 'zh-Hans': '没有客户的订单行', 'zh-Hant': '沒有顧客的訂單項目' },
    means: { en: 'They count in revenue and belong to nobody: no report by customer has them.', 'zh-Hans': '计入收入但不属于任何客户，按客户的报表不包含它们。', 'zh-Hant': '計入營收但不屬於任何顧客，依顧客的報表不包含它們。' } },
  'zero-price': {
    names: { en: 'Sold at a price of zero', 'zh-Hans': '价格为零的销售', 'zh-Hant': '價格為零的銷售' },
    means: { en: 'Gifts, samples or mistakes; they add units but no revenue.', 'zh-Hans': '赠品、样品或错误；增加件数但不增加收入。', 'zh-Hant': '贈品、樣品或錯誤；增加件數但不增加營收。' } },
  'negative-price': {
    names: { en: 'Negative prices', 'zh-Hans': '价格为负', 'zh-Hant': '價格為負' },
    means: { en: 'Corrections such as bad debt; they lower revenue without a return.', 'zh-Hans': '例如坏账冲销；会降低收入但不是退货。', 'zh-Hant': '例如呆帳沖銷；會降低營收但不是退貨。' } },
  'equal-line': {
    names: { en: 'Equal lines repeated', 'zh-Hans': '重复的相同行', 'zh-Hant': '重複的相同項目' },
    means: { en: 'The same product, quantity, price and time again in one order. Each was kept: the shop may have scanned it twice.', 'zh-Hans': '同一订单中商品、数量、价格、时间完全相同的行。均已保留：可能是扫描了两次。', 'zh-Hant': '同一訂單中商品、數量、價格、時間完全相同的項目。均已保留：可能是掃描了兩次。' } },
  'stock-adjustment': {
    names: { en: 'Stock corrections among the orders', 'zh-Hans': '混在订单中的库存调整', 'zh-Hant': '混在訂單中的庫存調整' },
    means: { en: 'Negative quantities at a price of zero: damaged or lost goods, no returns.', 'zh-Hans': '数量为负且价格为零：损坏或丢失的货品，并非退货。', 'zh-Hant': '數量為負且價格為零：損壞或遺失的貨品，並非退貨。' } },
  'no-code': {
    names: { en: 'Lines without a product code', 'zh-Hans': '没有商品编码的行', 'zh-Hant': '沒有商品編號的項目' },
    means: { en: 'They count in revenue and are missing from reports by product.', 'zh-Hans': '计入收入，但按商品的报表不包含它们。', 'zh-Hant': '計入營收，但依商品的報表不包含它們。' } },
  'odd-code': {
    names: { en: 'Unusual product codes', 'zh-Hans': '不寻常的商品编码', 'zh-Hant': '不尋常的商品編號' },
    means: { en: 'Codes without a single digit that no rule knows. If they are fees, name them in the import’s list of non-products.', 'zh-Hans': '不含数字且规则未列出的编码。若为费用，请加入导入设置中的非商品列表。', 'zh-Hant': '不含數字且規則未列出的編號。若為費用，請加入匯入設定中的非商品清單。' } },
  'fee-line': {
    names: { en: 'Fees and postage', 'zh-Hans': '费用与运费', 'zh-Hant': '費用與運費' },
    means: { en: 'Recognised by the list of non-products and kept apart from product revenue.', 'zh-Hans': '按非商品列表识别，与商品收入分开计算。', 'zh-Hant': '依非商品清單識別，與商品營收分開計算。' } },
  'adjustment-line': {
    names: { en: 'Corrections by hand', 'zh-Hans': '人工调整', 'zh-Hant': '人工調整' },
    means: { en: 'Discounts, manual entries and bad debt; kept apart from product revenue.', 'zh-Hans': '折扣、手工录入和坏账，与商品收入分开计算。', 'zh-Hant': '折扣、手動輸入與呆帳，與商品營收分開計算。' } },
  'unknown-country': {
    names: { en: 'Countries not recognised', 'zh-Hans': '无法识别的国家', 'zh-Hant': '無法識別的國家' },
    means: { en: 'Kept as written; maps and comparisons by country leave them out.', 'zh-Hans': '按原文保留；地图和按国家的比较不包含它们。', 'zh-Hant': '依原文保留；地圖與依國家的比較不包含它們。' } },
  'other-currency': {
    names: { en: 'Amounts in another currency', 'zh-Hans': '其他币种的金额', 'zh-Hant': '其他幣別的金額' },
    means: { en: 'Kept as they came. Sums of money have them once a rate is given under Settings → Company, and leave them out until then.', 'zh-Hans': '按原币种保留。在“设置 → 公司”填写汇率后才计入金额合计，在此之前不计入。', 'zh-Hant': '依原幣別保留。在「設定 → 公司」填寫匯率後才計入金額合計，在此之前不計入。' } },
  'unreadable-contact': {
    names: { en: 'Telephone numbers and addresses that cannot be read', 'zh-Hans': '无法识别的电话或邮箱', 'zh-Hant': '無法識別的電話或信箱' },
    means: { en: 'The row was taken without them. For numbers without a country code, the import needs the right country.', 'zh-Hans': '该行已采纳，但不含这些内容。没有国家代码的号码需要在导入时设置正确的国家。', 'zh-Hant': '此列已採納，但不含這些內容。沒有國碼的號碼需要在匯入時設定正確的國家。' } },
  'consent-without-wording': {
    names: { en: 'Consents without their wording', 'zh-Hans': '没有原文的同意记录', 'zh-Hant': '沒有原文的同意記錄' },
    means: { en: 'The file does not say what people agreed to; add the words where you can, they are the proof.', 'zh-Hans': '文件未说明客户同意的内容；请尽量补充，它是证明。', 'zh-Hant': '檔案未說明顧客同意的內容；請盡量補充，它是證明。' } },
});
export type FindingCode = keyof typeof FINDINGS;

/** Counts by finding, with the first few rows as examples. */
export class Findings {
  readonly counts = new Map<FindingCode, { count: number; examples: { row: number; value: string }[] }>();
  add(code: FindingCode, row: number, value: string): void {
    const found = this.counts.get(code);
    if (!found) this.counts.set(code, { count: 1, examples: [{ row, value: value.slice(0, 80) }] });
    else {
      found.count += 1;
      if (found.examples.length < 5) found.examples.push({ row, value: value.slice(0, 80) });
    }
  }
}
