import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSite, openVisitorsBrowser, type Site } from '#tests/faults/ingest-browser.ts';
import { openIngestNode, type IngestNode, type NodeOptions } from '#tests/faults/ingest-node.ts';
import { freePort } from '#tests/free-port.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';

let stores: TestStores;
let data: string;
let options: NodeOptions;
let node: IngestNode;
let browser: Browser;
let script: string;
let context: BrowserContext;
let page: Page;
const sites: Site[] = [];

/** The application's part of this: it takes events in and serves the script. */
const openNode = (): Promise<IngestNode> => openIngestNode({ ...options, script });

beforeAll(async () => {
  stores = await openTestStores();
  data = mkdtempSync(join(tmpdir(), 'tributary-tracker-'));
  const { id } = await stores.database.insertInto('workspace').values({ name: 'Shop' }).returning('id').executeTakeFirstOrThrow();
  await stores.database.insertInto('write_key').values({ workspace: id, key: 'wk', name: 'k' }).execute();
  const bundle = await build({ entryPoints: [join(import.meta.dirname, 'tracker.ts')], bundle: true, minify: true, write: false, format: 'iife', platform: 'browser', target: 'es2019', logLevel: 'silent' });
  script = bundle.outputFiles[0]!.text;
  options = { ...stores.urls, data, port: await freePort() };
  node = await openNode();
  browser = await openVisitorsBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const site of sites) await site.close();
  await node?.stop();
  await stores?.stop();
  rmSync(data, { recursive: true, force: true });
});
beforeEach(async () => {
  await stores.events.command('TRUNCATE TABLE events');
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

async function open(attributes = '', before = ''): Promise<Site> {
  const site = await openSite(`<script>${before}</script><script async src="http://127.0.0.1:${node.port}/t.js" data-key="wk" ${attributes}></script>`);
  sites.push(site);
  return site;
}
interface Row { kind: string; name: string; visitor: string; user: string; path: string; referrer: string; title: string; properties: string }
const rows = (): Promise<Row[]> => stores.events.rows('SELECT kind, name, visitor, user, url_path AS path, referrer, title, properties FROM events ORDER BY time, path, name');
const ready = (): Promise<unknown> => page.waitForFunction('typeof window.tributary?.track === "function"');
/** The server takes a slow request for a slow clock, so rows stand in order only if each was stored before the next happened. */
const stored = (count: number): Promise<unknown> => expect.poll(async () => (await rows()).length).toBe(count);
const call = (words: string): Promise<unknown> => page.evaluate(`window.tributary.${words}`);

it('is small', () => expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(2560));

describe('the tracker', () => {
  it('sees pages and changes of address within them', async () => {
    const site = await open();
    await page.goto(`${site.url}/a?utm_source=news`, { referer: 'https://www.google.com/' });
    await stored(1);
    await page.evaluate(`history.pushState({}, '', '/b'); document.title = 'B'`);
    await stored(2);
    await page.evaluate(`history.replaceState({}, '', '/c')`);
    await stored(3);
    await page.evaluate(`history.replaceState({ same: 1 }, '', '/c')`);
    await page.goBack();
    await expect.poll(async () => (await rows()).map((row) => row.path)).toEqual(['/a', '/b', '/c', '/a']);
    const all = await rows();
    expect(new Set(all.map((row) => row.visitor)).size).toBe(1);
    expect(all[0]).toMatchObject({ kind: 'page', referrer: 'www.google.com', title: 'Page /a?utm_source=news' });
    expect(all[1]).toMatchObject({ title: 'B', referrer: '' });
  });

  it('sees a page again that comes back from the browser\'s memory', async () => {
    const site = await open();
    await page.goto(`${site.url}/kept`);
    await stored(1);
    await page.evaluate(`addEventListener('pageshow', (event) => event.persisted && tributary.track('Was Kept'))`);
    await page.goto(`${site.url}/next`);
    await stored(2);
    await page.goBack({ waitUntil: 'commit' }); // it does not load anew
    await expect.poll(async () => (await rows()).map((row) => row.name || row.path)).toEqual(['/kept', '/next', '/kept', 'Was Kept']);
  });

  it('knows a visitor again, names them after identify, and forgets them after reset', async () => {
    const site = await open();
    await page.goto(`${site.url}/1`);
    await stored(1);
    await call(`identify(42, { email: 'a@example.com' })`);
    await call(`track('Clicked', { n: 1 })`);
    await stored(3);
    await page.goto(`${site.url}/2`);
    await stored(4);
    await context.clearCookies();
    await page.goto(`${site.url}/3`);
    await stored(5);
    await call('reset()');
    await call(`track('Anew')`);
    await stored(6);
    const all = await rows();
    expect(all.map((row) => row.user)).toEqual(['', '42', '42', '42', '42', '']);
    expect(new Set(all.slice(0, 5).map((row) => row.visitor)).size).toBe(1);
    expect(all[5]!.visitor).not.toBe(all[0]!.visitor);
    expect(all.find((row) => row.name === 'Clicked')!.properties).toBe('{"n":1}');
  });

  it('makes the calls that were made before it was there', async () => {
    const site = await open('', `window.tributary = window.tributary || []; tributary.push(['identify', 'early']); tributary.push(['track', 'Early', { a: 1 }]);`);
    await page.goto(site.url);
    await expect.poll(async () => (await rows()).map((row) => row.name || row.kind).sort()).toEqual(['Early', 'identify', 'page']);
  });

  it('sends what happens as the page is left, such as a click to another site', async () => {
    const site = await open();
    const other = await openSite('');
    sites.push(other);
    await page.goto(site.url);
    await ready();
    await page.evaluate(`document.body.innerHTML = '<a id="out" href="${other.url}/there"><b>out</b></a>'`);
    await page.click('#out b');
    await page.waitForURL(`${other.url}/there`);
    await expect.poll(async () => (await rows()).filter((row) => row.name === 'Outbound Link Clicked').map((row) => row.properties)).toEqual([JSON.stringify({ url: `${other.url}/there` })]);
  });

  it('without cookies keeps nothing in the browser', async () => {
    const site = await open('data-cookieless');
    await page.goto(`${site.url}/1`);
    await ready();
    await call(`identify('u')`);
    await page.goto(`${site.url}/2`);
    await ready();
    await stored(3);
    expect(new Set((await rows()).map((row) => row.visitor)).size).toBe(2);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
  });

  it('is silent for who asks not to be tracked, if the site says so', async () => {
    await context.addInitScript(`Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`);
    await page.goto((await open('data-dnt')).url);
    await ready();
    await call(`track('Secret')`);
    await page.goto((await open()).url);
    await ready();
    await call(`track('Told')`);
    await expect.poll(async () => (await rows()).map((row) => row.name)).toContain('Told');
    expect((await rows()).map((row) => row.name)).not.toContain('Secret');
  });

  it('brings everything exactly once when the server goes away and comes back', async () => {
    const site = await open();
    await page.goto(`${site.url}/first`);
    await stored(1);
    await node.stop();
    const tried = page.waitForEvent('requestfailed');
    for (let i = 0; i < 10; i += 1) await call(`track('Down', { i: ${i} })`);
    await tried;
    // Ten more on a page that is left before the server is back.
    for (let i = 10; i < 20; i += 1) await call(`track('Down', { i: ${i} })`);
    await page.goto('about:blank');
    node = await openNode();
    await page.goto(`${site.url}/second`);
    await stored(22);
    await expect.poll(() => page.evaluate(`Object.keys(localStorage).filter((name) => name.startsWith('tributary:')).length`)).toBe(0);
    // Events are stored in the order of the journal: once this one is there, so is whatever came twice.
    await page.goto(`${site.url}/last`);
    await stored(23);
    const numbers = (await rows()).filter((row) => row.name === 'Down').map((row) => JSON.parse(row.properties).i);
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});
