import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areas } from '../../apps/web/shell/areas.ts';
import { OWNER, openTestApplication, type TestApplication } from '../application/open.ts';
import { openBrowser } from './chromium.ts';
import { fillShop } from './shop.ts';
import { buildSite, type BuiltSite } from './site.ts';

/** Every page that a menu leads to, whichever area it belongs to, and those outside of the shell. */
const PAGES = [...new Set(areas.flatMap((area) => (area.nav ?? []).map((link) => link.to)))].sort();

/** Each page once in each language; axe looks at both appearances and both ends of the widths. */
const VISITS = [
  { language: 'en', dark: false, width: 1280, axe: true },
  { language: 'zh-Hans', dark: true, width: 360, axe: true },
  { language: 'zh-Hant', dark: false, width: 360, axe: false },
] as const;

let site: BuiltSite;
let app: TestApplication;
let browser: Browser;
let cookies: { name: string; value: string; url: string }[];
const workspaces: Record<'full' | 'empty', number> = { full: 0, empty: 0 };

beforeAll(async () => {
  [site, browser] = await Promise.all([buildSite(), openBrowser()]);
  app = await openTestApplication({}, site);
  const owner = await app.signIn(OWNER.email, OWNER.password);
  for (const name of ['empty', 'full'] as const) {
    const company = { name: name === 'full' ? '云雾茶行 and Sons, Purveyors of Fine Teas to the Continent' : 'Empty', currency: 'GBP', timeZone: 'Europe/London', language: 'en' };
    workspaces[name] = (await app.ask('POST', '/api/v1/workspaces', { as: owner, body: company })).body.workspace;
  }
  await fillShop(app, { ...owner, workspace: workspaces.full });
  cookies = (owner.cookie ?? '').split('; ').map((one) => ({ name: one.slice(0, one.indexOf('=')), value: decodeURIComponent(one.slice(one.indexOf('=') + 1)), url: app.url }));
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  site.remove();
});

interface Visit { language: string; dark: boolean; width: number; workspace?: 'full' | 'empty' }
interface Visitor { page: Page; complaints: string[]; asking: Set<Request> }

/** The owner's browser, signed in, in this language, appearance and width. */
async function arrive({ language, dark, width, workspace = 'full' }: Visit): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await context.addCookies(cookies);
  await context.addInitScript(([l, w]) => { localStorage.setItem('tributary.language', l!); localStorage.setItem('tributary.workspace', w!); }, [language, String(workspaces[workspace])] as const);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  const asking = new Set<Request>();
  page.on('request', (request) => asking.add(request));
  page.on('requestfinished', (request) => asking.delete(request));
  page.on('requestfailed', (request) => asking.delete(request));
  await page.goto(app.url, { waitUntil: 'networkidle' });
  return { page, complaints, asking };
}

/** Goes to another page as a link does, and waits until it stands in place of the one before and nothing there is still on its way. */
async function go({ page, complaints, asking }: Visitor, path: string): Promise<void> {
  complaints.length = 0;
  await page.evaluate((to) => {
    if (location.pathname !== to) document.querySelector('main h1')?.setAttribute('data-left', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  const stands = (): Promise<boolean> => page.evaluate((to) => new Promise((told) => {
    const look = (): boolean => location.pathname.startsWith(to) && document.querySelector('main h1:not([data-left])') !== null && document.querySelector('main [role=status]') === null;
    // What has been answered is drawn, and what it asks for is asked for, two frames later.
    requestAnimationFrame(() => requestAnimationFrame(() => told(look())));
  }), path);
  await expect.poll(async () => [...((await stands()) ? [] : ['its title']), ...[...asking].map((request) => request.url())], { message: `what ${path} waits for` }).toEqual([]);
}

/** Texts that look like a key that has no words: `overview.title` alone in an element that is not code. */
const keysShown = (page: Page): Promise<string[]> => page.evaluate(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    if (/^[a-z][A-Za-z0-9]*([.:][A-Za-z0-9_]+)+$/.test(text) && !node.parentElement?.closest('code, pre, script, style, input')) found.push(text);
    if (/\{\{|undefined|\bNaN\b|\[object/.test(text) && !node.parentElement?.closest('script, style')) found.push(text);
  }
  return found;
});

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`));
}

describe.each(VISITS)('in $language, $width px wide, dark $dark', (how) => {
  let visitor: Visitor;
  beforeAll(async () => { visitor = await arrive(how); });
  afterAll(() => visitor.page.context().close());

  test.each(PAGES)('%s can be read, fits and hides nothing from anybody', async (path) => {
    await go(visitor, path);
    const { page, complaints } = visitor;
    expect(await page.locator('html').getAttribute('lang')).toBe(how.language);
    expect(await keysShown(page), 'texts without words').toEqual([]);
    const across = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(across, 'pixels that stand out on the side').toBeLessThanOrEqual(0);
    if (how.axe) expect(await seriousFaults(page)).toEqual([]);
    expect(complaints, 'what the browser complains about').toEqual([]);
  });
});

describe('while a company has no data', () => {
  let visitor: Visitor;
  beforeAll(async () => { visitor = await arrive({ language: 'en', dark: false, width: 1280, workspace: 'empty' }); });
  afterAll(() => visitor.page.context().close());

  test.each(PAGES)('%s says what belongs there and refuses nothing', async (path) => {
    await go(visitor, path);
    expect(await visitor.page.getByRole('alert').allTextContents()).toEqual([]);
    expect(await keysShown(visitor.page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});

test('a reader who is not signed in is asked to, and comes back to where they wanted to go', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${app.url}/understand/cohorts`);
  await page.getByLabel('E-mail address').fill(OWNER.email);
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${app.url}/understand/cohorts`);
  await context.close();
});

test.each(['/nowhere', '/customers/999999', '/engage/campaigns/999999', '/engage/segments/999999', '/engage/caught/999999', '/data/imports/999999'])('%s says what is not there, under a heading and beside the way on', async (path) => {
  const { page } = await arrive({ language: 'en', dark: false, width: 1280 });
  await page.goto(app.url + path);
  await page.getByText(/There is no/).waitFor();
  await expect.poll(() => page.getByRole('heading', { level: 1 }).count()).toBe(1);
  await expect.poll(() => page.title()).toMatch(/^.+ · Tributary$/);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL('**/settings');
  await page.context().close();
});

test.each(['/sign-in', '/'])('%s as the first page sends at most 250 kB of compressed script', async (path) => {
  const context = await browser.newContext();
  if (path === '/') await context.addCookies(cookies);
  const page = await context.newPage();
  const sent: Promise<number>[] = [];
  page.on('response', (response) => { if (/\.js$/.test(new URL(response.url()).pathname)) sent.push(response.body().then(compressed)); });
  await page.goto(app.url + path, { waitUntil: 'networkidle' });
  const kilobytes = (await Promise.all(sent)).reduce((all, one) => all + one, 0) / 1000;
  expect(new URL(page.url()).pathname).toBe(path);
  await context.close();
  expect(kilobytes).toBeGreaterThan(20);
  expect(kilobytes).toBeLessThan(250);
});

const compressed = async (body: Buffer): Promise<number> => (await import('node:zlib')).gzipSync(body).length;
