/** The client libraries of Segment, unchanged as they come from the registry. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Analytics } from '@segment/analytics-node';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSite, openVisitorsBrowser, type Site } from '#tests/faults/ingest-browser.ts';
import { openIngestNode, type IngestNode } from '#tests/faults/ingest-node.ts';
import { openTestStores, type TestStores } from '#tests/stores/open.ts';

let stores: TestStores;
let node: IngestNode;
let data: string;
let browser: Browser;
let site: Site;

beforeAll(async () => {
  stores = await openTestStores();
  data = mkdtempSync(join(tmpdir(), 'tributary-clients-'));
  const { id } = await stores.database.insertInto('workspace').values({ name: 'Shop' }).returning('id').executeTakeFirstOrThrow();
  await stores.database.insertInto('write_key').values({ workspace: id, key: 'wk', name: 'k' }).execute();
  node = await openIngestNode({ ...stores.urls, data, port: 0 });
  browser = await openVisitorsBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await node?.stop();
  await stores?.stop();
  rmSync(data, { recursive: true, force: true });
});

const events = (where: string): Promise<{ kind: string; name: string; n: number }[]> =>
  stores.events.rows(`SELECT kind, name, toUInt32(count()) AS n FROM events WHERE ${where} GROUP BY kind, name ORDER BY kind, name`);

it('takes everything that @segment/analytics-node sends', async () => {
  const analytics = new Analytics({ writeKey: 'wk', host: `http://127.0.0.1:${node.port}`, flushAt: 40, flushInterval: 200 });
  const failures: unknown[] = [];
  analytics.on('error', (error) => failures.push(error));
  for (let i = 0; i < 250; i += 1) analytics.track({ userId: `s-${i % 7}`, event: 'Server Track', properties: { i } });
  analytics.identify({ userId: 's-1', traits: { email: 's1@example.com' } });
  analytics.page({ userId: 's-1', name: 'Server Page' });
  analytics.screen({ userId: 's-1', name: 'Server Screen' });
  analytics.group({ userId: 's-1', groupId: 'g-1', traits: { plan: 'a' } });
  analytics.alias({ userId: 's-1', previousId: 's-0' });
  await analytics.closeAndFlush({ timeout: 60_000 });
  expect(failures).toEqual([]);
  await expect.poll(() => events('startsWith(user, \'s-\')')).toEqual([
    { kind: 'track', name: 'Server Track', n: 250 }, { kind: 'page', name: 'Server Page', n: 1 }, { kind: 'screen', name: 'Server Screen', n: 1 },
    { kind: 'identify', name: '', n: 1 }, { kind: 'group', name: '', n: 1 }, { kind: 'alias', name: '', n: 1 },
  ]);
});

it('takes everything that @segment/analytics-next sends from a browser, one by one and in batches', async () => {
  const bundle = await build({
    stdin: { contents: 'import { AnalyticsBrowser } from "@segment/analytics-next"; window.AnalyticsBrowser = AnalyticsBrowser;', resolveDir: process.cwd() },
    bundle: true, write: false, format: 'iife', platform: 'browser', logLevel: 'silent', define: { 'process.env.NODE_ENV': '"production"' },
  });
  site = await openSite('<script src="/app.js"></script>', bundle.outputFiles[0]!.text);
  for (const strategy of ['standard', 'batching']) {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('favicon')) errors.push(message.text()); });
    await page.goto(`${site.url}/shop?utm_source=news&utm_medium=email&utm_campaign=May`);
    await page.evaluate(`(async () => {
      const analytics = AnalyticsBrowser.load({ writeKey: 'wk', cdnURL: 'http://127.0.0.1:${node.port}' }, { integrations: { 'Segment.io': { deliveryStrategy: { strategy: '${strategy}', config: { size: 10, timeout: 200 } } } } });
      await analytics.page('Shop');
      await analytics.identify('${strategy}', { email: '${strategy}@example.com' });
      for (let i = 0; i < 30; i += 1) await analytics.track('Browser Track', { i });
      await analytics.group('g', { plan: 'a' });
      await analytics.screen('Screen');
      await analytics.alias('${strategy}', 'before');
    })()`);
    await expect.poll(async () => (await events(`visitor IN (SELECT visitor FROM events WHERE user = '${strategy}')`)).map(({ kind, n }) => `${kind} ${n}`))
      .toEqual(['track 30', 'page 1', 'screen 1', 'identify 1', 'group 1', 'alias 1']);
    expect(errors).toEqual([]);
    await page.close();
  }
  const [seen] = await stores.events.rows('SELECT url_path, source, medium, campaign, browser, device FROM events WHERE kind = \'page\' AND name = \'Shop\' LIMIT 1');
  expect(seen).toEqual({ url_path: '/shop', source: 'news', medium: 'email', campaign: 'May', browser: 'Chrome', device: 'desktop' });
});
