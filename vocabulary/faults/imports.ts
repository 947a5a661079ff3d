import { faults } from './fault.ts';

export const imports = faults({
  'imports.empty': { status: 400, next: 'fix', says: {
    en: 'The file is empty: it needs a row of column names and at least one row below it.',
    'zh-Hans': '文件为空：需要一行列名和至少一行数据。',
    'zh-Hant': '檔案是空的：需要一列欄位名稱和至少一列資料。' } },
  'imports.unreadable': { status: 400, next: 'fix', says: {
    en: 'The file cannot be read as {{format}}; it may be damaged or cut off. Export it once more and upload it again.',
    'zh-Hans': '无法按 {{format}} 读取该文件，可能已损坏或不完整。请重新导出后再上传。',
    'zh-Hant': '無法以 {{format}} 讀取此檔案，可能已損壞或不完整。請重新匯出後再上傳。' } },
  'imports.old-workbook': { status: 400, next: 'fix', says: {
    en: 'This is a workbook of the old kind (.xls) or one locked with a password. Save it without a password as .xlsx or CSV.',
    'zh-Hans': '这是旧版工作簿（.xls）或加密的工作簿。请去掉密码，另存为 .xlsx 或 CSV。',
    'zh-Hant': '這是舊版活頁簿（.xls）或有密碼的活頁簿。請移除密碼，另存為 .xlsx 或 CSV。' } },
  'imports.other-format': { status: 400, next: 'fix', says: {
    en: 'This is {{format}}, not a table. Save or export it as CSV, XLSX, JSON lines (one object a line) or Parquet.',
    'zh-Hans': '这是 {{format}} 文件，不是表格。请另存为或导出为 CSV、XLSX、JSON 行（每行一个对象）或 Parquet。',
    'zh-Hant': '這是 {{format}} 檔案，不是表格。請另存為或匯出為 CSV、XLSX、JSON Lines（每列一個物件）或 Parquet。' } },
  'imports.no-text': { status: 400, next: 'fix', says: {
    en: 'This file is neither text nor a workbook (.xlsx) nor Parquet, so there is no table to read. Export it as one of these.',
    'zh-Hans': '该文件既不是文本，也不是工作簿（.xlsx）或 Parquet，无法读取表格。请导出为其中一种格式。',
    'zh-Hant': '此檔案既不是文字檔，也不是活頁簿（.xlsx）或 Parquet，無法讀取表格。請匯出為其中一種格式。' } },
  'imports.bomb': { status: 400, next: 'fix', says: {
    en: 'The file unfolds to far more than its size (limit: {{limit}}). It was not read. Split it, or upload it as CSV.',
    'zh-Hans': '该文件解压后远超其大小（上限：{{limit}}），未读取。请拆分，或以 CSV 上传。',
    'zh-Hant': '此檔案解壓縮後遠超過其大小（上限：{{limit}}），未讀取。請分割，或以 CSV 上傳。' } },
  'imports.codec': { status: 400, next: 'fix', says: {
    en: 'This Parquet file is compressed with {{codec}}, which is not supported here. Save it with Snappy, Gzip or without compression.',
    'zh-Hans': '该 Parquet 文件使用 {{codec}} 压缩，此处不支持。请改用 Snappy、Gzip 或不压缩。',
    'zh-Hant': '此 Parquet 檔案使用 {{codec}} 壓縮，這裡不支援。請改用 Snappy、Gzip 或不壓縮。' } },
  'imports.no-file': { status: 404, next: 'fix', says: {
    en: 'The uploaded file is no longer there. Upload it again.',
    'zh-Hans': '上传的文件已不存在，请重新上传。',
    'zh-Hant': '上傳的檔案已不存在，請重新上傳。' } },
  'imports.nothing-sent': { status: 400, next: 'fix', says: {
    en: 'No file came with the request. Send it as the field “file” of a multipart form.',
    'zh-Hans': '请求中没有文件。请以 multipart 表单的“file”字段上传。',
    'zh-Hant': '請求中沒有檔案。請以 multipart 表單的「file」欄位上傳。' } },
  'imports.file-too-large': { status: 413, next: 'fix', says: {
    en: 'The file is larger than {{limit}}. Compress it with gzip or split it.',
    'zh-Hans': '文件超过 {{limit}}。请用 gzip 压缩或拆分。',
    'zh-Hant': '檔案超過 {{limit}}。請用 gzip 壓縮或分割。' } },
  'imports.lacking': { status: 400, next: 'fix', says: {
    en: 'Choose a column for: {{fields}}.',
    'zh-Hans': '请为以下项目选择列：{{fields}}。',
    'zh-Hant': '請為以下項目選擇欄位：{{fields}}。' } },
  'imports.no-column': { status: 400, next: 'fix', says: {
    en: 'The file has no column “{{column}}”. Choose again from the columns it has.',
    'zh-Hans': '文件中没有“{{column}}”列，请从现有的列中重新选择。',
    'zh-Hant': '檔案中沒有「{{column}}」欄，請從現有的欄位中重新選擇。' } },
  'imports.no-sheet': { status: 400, next: 'fix', says: {
    en: 'The workbook has no sheet with rows named “{{sheet}}”.',
    'zh-Hans': '工作簿中没有含数据的工作表“{{sheet}}”。',
    'zh-Hant': '活頁簿中沒有含資料的工作表「{{sheet}}」。' } },
  'imports.not-running': { status: 409, next: 'none', says: {
    en: 'This import is not running, so there is nothing to stop.',
    'zh-Hans': '该导入未在运行，无需停止。',
    'zh-Hant': '此匯入未在執行，無需停止。' } },
  'imports.not-stopped': { status: 409, next: 'none', says: {
    en: 'This import is {{state}}; only one that was stopped or failed can go on.',
    'zh-Hans': '该导入的状态为{{state}}；只有已停止或失败的导入才能继续。',
    'zh-Hant': '此匯入的狀態為{{state}}；只有已停止或失敗的匯入才能繼續。' } },
  'imports.overtaken': { status: 409, next: 'none', says: {
    en: 'Another process has taken this import over; nothing is lost.',
    'zh-Hans': '该导入已由另一进程接手，数据没有丢失。',
    'zh-Hant': '此匯入已由另一個程序接手，資料沒有遺失。' } },
});
