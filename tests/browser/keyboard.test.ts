import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApplication, type TestApplication } from '../application/open.ts';
import { openBrowser } from './chromium.ts';
import { buildSite, type BuiltSite } from './site.ts';

let site: BuiltSite;
let app: TestApplication;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([buildSite(), openBrowser()]);
  app = await openTestApplication({ TRIBUTARY_OWNER_EMAIL: '', TRIBUTARY_OWNER_PASSWORD: '' }, site);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
  site.remove();
});

/** Presses Tab until the element has the focus, and checks that one can see that it has. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      const mark = await wanted.evaluate((element) => { const { outlineStyle, borderColor, boxShadow } = getComputedStyle(element); return { outlineStyle, borderColor, boxShadow }; });
      expect(mark.outlineStyle !== 'none' || mark.boxShadow !== 'none' || (await differsWithoutFocus(wanted, mark.borderColor)), 'the focus is seen').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never came there.');
}

/** Fields show the focus by their edge. */
async function differsWithoutFocus(field: Locator, focused: string): Promise<boolean> {
  return field.evaluate((element, colour) => {
    if (!(element instanceof HTMLElement)) return false;
    element.blur();
    const differs = getComputedStyle(element).borderColor !== colour;
    element.focus();
    return differs;
  }, focused);
}

test('a first visitor makes the installation theirs and looks around without a mouse', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage();
  await page.goto(app.url);
  await page.waitForURL('**/start');
  for (const [label, text] of [['Your name', 'Ada Marsh'], ['E-mail address', 'ada@shop.example'], ['Password', 'correct horse 1']] as const) {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('button', { name: 'Start with my own data' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Company name'));
  await page.keyboard.type('Meadow Teas');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${app.url}/`);
  await page.getByText('Nothing has come in yet').waitFor();

  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');

  // The second letter counts within a second of the first, which a busy machine may not manage at the first go.
  await expect.poll(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    return new URL(page.url()).pathname;
  }).toBe('/settings');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await tabTo(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Meadow Teas & Sons');
  await page.keyboard.press('Enter');
  await page.getByText('The company is saved.').waitFor();
  expect(await page.getByRole('button', { name: /Workspace: Meadow Teas & Sons/ }).count()).toBe(1);
}, 600_000);

test('a second visitor cannot become the owner as well', async () => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto(`${app.url}/start`);
  await page.waitForURL('**/sign-in**');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
  const again = await app.ask('POST', '/api/v1/start/owner', { body: { name: 'Eve', email: 'eve@elsewhere.example', password: 'something long' } });
  expect([again.status, again.body.code]).toEqual([409, 'access.set-up-already']);
});
