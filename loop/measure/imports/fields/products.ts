import type { ImportDeclaration } from './contract.ts';

export const products: ImportDeclaration = {
  id: 'products',
  names: { en: 'Products', 'zh-Hans': '商品', 'zh-Hant': '商品' },
  means: {
    en: 'One row for each product. Other columns are kept as attributes.',
    'zh-Hans': '每行对应一个商品；其他列作为属性保留。',
    'zh-Hant': '每列對應一項商品；其他欄位會保留為屬性。',
  },
  fields: [
    { name: 'sku', kind: 'text', required: true, names: { en: 'Product code', 'zh-Hans': '商品编码', 'zh-Hant': '商品編號' },
      headers: ['SKU', 'StockCode', 'Product ID', 'Product Code', 'Item Code', 'Variant SKU', 'Code', '商品编码', '商品编号', '货号', '商家编码', '产品编号', '编码', '商品編號', '貨號', '產品編號', '料號'] },
    { name: 'name', kind: 'text', required: true, names: { en: 'Name', 'zh-Hans': '名称', 'zh-Hant': '名稱' },
      headers: ['Name', 'Title', 'Description', 'Product', 'Product Name', '名称', '商品名称', '品名', '标题', '产品名称', '名稱', '商品名稱', '產品名稱', '標題'] },
    { name: 'category', kind: 'text', names: { en: 'Category', 'zh-Hans': '类目', 'zh-Hant': '分類' }, headers: ['Category', 'Type', 'Product Type', 'Group', '类目', '分类', '品类', '類別', '分類', '品類'] },
    { name: 'price', kind: 'number', names: { en: 'Price', 'zh-Hans': '价格', 'zh-Hant': '價格' }, headers: ['Price', 'Unit Price', 'List Price', 'Variant Price', '价格', '单价', '售价', '價格', '單價', '售價', '定價'] },
    { name: 'currency', kind: 'currency', names: { en: 'Currency', 'zh-Hans': '币种', 'zh-Hant': '幣別' }, headers: ['Currency', '币种', '货币', '幣別', '貨幣'] },
  ],
  oneOf: [],
  keepsOthers: true,
};
