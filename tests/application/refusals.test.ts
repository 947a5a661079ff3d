import { afterAll, beforeAll, expect, it } from 'vitest';
import { OWNER, openTestApplication, type Caller, type TestApplication } from './open.ts';

let app: TestApplication;
let owner: Caller;
beforeAll(async () => {
  app = await openTestApplication();
  owner = await app.signIn(OWNER.email, OWNER.password);
  await app.ask('POST', '/api/v1/workspaces', { as: owner, body: { name: 'Shop', currency: 'EUR', timeZone: 'UTC', language: 'en' } });
});
afterAll(() => app.stop());

const refused = async (language: string, method: string, path: string, body: unknown) => {
  const { status, body: answer } = await app.ask(method, `/api/v1${path}`, { as: owner, body, headers: { 'accept-language': language } });
  expect([status, answer.code]).toEqual([400, 'request.invalid']);
  return answer as { message: string; values: { field: string }; issues: { field: string; label: string; reason: string }[] };
};
const says = async (language: string, method: string, path: string, body: unknown): Promise<string> => (await refused(language, method, path, body)).message;

it('names field and reason in the words of each reader, of three who ask at once', async () => {
  const asked = ['en', 'zh-CN', 'zh-TW'].flatMap((language) => [
    says(language, 'PATCH', '/workspace', { senderEmail: 'nobody' }), says(language, 'PATCH', '/workspace', { currency: 'ABC' }), says(language, 'POST', '/members', { email: 'a@b.example', role: 'viewer', password: 'longenough' }),
  ]);
  expect(await Promise.all(asked)).toEqual([
    '“Sender address” is not right: it is not an e-mail address, such as name@company.com.', '“Currency” is not right: it is not the code of a currency, such as GBP.', '“Name” is not right: it is missing.',
    '“发件邮箱”有误：不是邮箱地址（如 name@company.com）。', '“币种”有误：不是货币代码（如 CNY）。', '“名称”有误：未填写。',
    '「寄件信箱」有誤：不是電子郵件地址（如 name@company.com）。', '「幣別」有誤：不是貨幣代碼（如 TWD）。', '「名稱」有誤：未填寫。',
  ]);
});

it('tells a program where the field stands, and every field at once', async () => {
  const { values, issues } = await refused('en', 'POST', '/members', { name: '', email: 'x', role: 'king', password: 'short' });
  expect(values.field).toBe('name');
  expect(issues).toEqual([
    { field: 'name', label: 'Name', reason: 'it is empty' }, { field: 'email', label: 'E-mail', reason: 'it is not an e-mail address, such as name@company.com' },
    { field: 'role', label: 'Role', reason: 'it is none of owner, marketer, analyst, viewer' }, { field: 'password', label: 'Password', reason: 'it needs at least 8 characters' },
  ]);
});

it('says of a rule that fits no shape what the nearest shape has against it', async () => {
  const rules = (value: unknown) => ({ rules: { match: 'all', rules: [{ fact: 'orders', comparison: 'at least', value, when: { kind: 'ever' } }] } });
  expect(await says('zh-CN', 'POST', '/segments/count', rules('many'))).toBe('“数值”有误：不是数字。');
  expect((await refused('en', 'POST', '/segments/count', rules(undefined))).issues).toEqual([{ field: 'rules.rules.0.value', label: 'Value', reason: 'it is missing' }]);
});

it('compares days in words', async () => {
  const draft = { name: 'More', metric: 'net-revenue', target: 1, baselineFrom: '2026-01-01', baselineTo: '2026-01-31', startsOn: '2026-03-01', dueOn: '2026-02-01' };
  expect(await says('zh-TW', 'POST', '/objectives', draft)).toBe('「截止日期」有誤：結束日期早於開始日期。');
  expect(await says('en', 'POST', '/objectives', { ...draft, dueOn: '31.3.' })).toBe('“Due on” is not right: it is not a day, such as 2026-03-31.');
});

it('refuses what no store can keep, in names and values, in a body and in an address', async () => {
  expect(await says('en', 'POST', '/segments', { name: 'x\u0000', rules: { match: 'all', rules: [] } })).toBe('“Name” is not right: it holds a character that no text has (NUL, or half of one).');
  expect((await refused('en', 'POST', '/segments', { name: 'x', rules: { match: 'all', rules: [{ fact: 'attribute', name: 'tea \ud83c', is: true, values: ['x'] }] } })).values.field).toBe('rules.rules.0.name');
  expect((await refused('zh-CN', 'GET', '/customers?search=%00', undefined)).issues).toEqual([{ field: 'search', label: '搜索', reason: '含有文本中不允许的字符（NUL 或不完整的字符）' }]);
});
