import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, openTestApplication, type Caller, type TestApplication } from '../application/open.ts';
import { openBrowser } from './chromium.ts';
import { buildSite, type BuiltSite } from './site.ts';

let site: BuiltSite;
let app: TestApplication;
let browser: Browser;
let owner: Caller;

beforeAll(async () => {
  [site, browser] = await Promise.all([buildSite(), openBrowser()]);
  app = await openTestApplication({}, site);
  owner = await app.signIn(OWNER.email, OWNER.password);
  const { body } = await app.ask('POST', '/api/v1/workspaces', { as: owner, body: { name: '云雾茶行', currency: 'CNY', timeZone: 'Asia/Shanghai', language: 'zh-Hans' } });
  owner = { ...owner, workspace: body.workspace };
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  site.remove();
});

async function arrive(language: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, acceptDownloads: true });
  await context.addCookies((owner.cookie ?? '').split('; ').map((one) => ({ name: one.slice(0, one.indexOf('=')), value: decodeURIComponent(one.slice(one.indexOf('=') + 1)), url: app.url })));
  await context.addInitScript(([l, w]) => { localStorage.setItem('tributary.language', l!); localStorage.setItem('tributary.workspace', w!); }, [language, String(owner.workspace)] as const);
  return context.newPage();
}

const ORDERS = `订单编号,下单时间,商品名称,商家编码,数量,单价,会员编号,手机
T1001,2026/3/1 14:05,明前龙井礼盒,LJ-250,2,288.00,M001,13800138000
T1001,2026/3/1 14:05,运费,运费,1,12.00,M001,13800138000
T1002,2026/3/2 09:30,铁观音,TGY-1,三,168.00,M002,
T1003,2026/3/3 20:15,铁观音,TGY-1,-1,168.00,M002,
`;

test('a marketer imports a Chinese file on a phone: upload, columns, check, import, bad rows, and the customer\'s timeline', async () => {
  const file = join(tmpdir(), `tributary-orders-${process.pid}.csv`);
  await writeFile(file, iconv.encode(ORDERS, 'gb18030'));
  const page = await arrive('zh-Hans', 360);
  await page.goto(`${app.url}/data/import`);
  await page.setInputFiles('input[type=file]', file);
  await page.getByText('前几行将这样保存，其中 1 行无法采纳。').waitFor();
  await page.getByText('未采纳：数量“三”不是数字。').waitFor();
  await page.getByText(/文本表格 · GB18030 · 逗号/).waitFor();
  await page.getByRole('button', { name: '检查所有行' }).click();
  await page.getByText('尚未写入。3 行将是新内容，0 行已存在，1 行无法采纳。').waitFor();
  await page.getByRole('button', { name: '开始导入' }).click();
  await page.getByText('完成：3 行为新内容，0 行已存在，1 行未采纳。').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载这些行' }).click()]);
  let csv = '';
  for await (const piece of await download.createReadStream()) csv += String(piece);
  expect(csv).toBe('\ufeff行号,字段,值,原因\r\n4,数量,三,不是数字\r\n');
  await page.goto(`${app.url}/customers?search=m001`);
  await page.getByRole('link', { name: 'M001' }).or(page.getByRole('link', { name: /客户/ }).last()).first().waitFor();
  const { body } = await app.ask('GET', '/api/v1/customers?search=M001', { as: owner });
  await page.goto(`${app.url}/customers/${body.customers[0]!.id}`);
  await page.getByText('订单 T1001').waitFor();
  await page.getByText('¥588.00').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await page.context().close();
});

test('a column chosen wrongly is seen in the preview at once, and what is lacking is named', async () => {
  const file = join(tmpdir(), `tributary-odd-${process.pid}.csv`);
  await writeFile(file, 'Thing;When;Worth;Who\nMug;25.04.2026;9,90;ann@example.com\n');
  const page = await arrive('en', 1280);
  await page.goto(`${app.url}/data/import`);
  await page.setInputFiles('input[type=file]', file);
  await page.getByText('The column names did not tell what this is. Please choose.').waitFor();
  await page.getByText(/Please choose a column for: Date and time/).waitFor();
  for (const [field, column] of [['Date and time', 'When'], ['Product name', 'Thing'], ['Amount of the line', 'Worth'], ['Customer’s e-mail', 'Who']] as const) {
    await page.getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  }
  await page.getByText('The first rows as they will be kept.').waitFor();
  expect(await page.getByRole('region', { name: 'First rows' }).innerText()).toMatch(/Mug[\s\S]*9\.90/);
  await page.context().close();
});
