import { createServer } from 'node:http';
import { chromium, type Browser } from 'playwright-core';

/** A real browser that speaks to nobody but the tests. */
export const openBrowser = (): Promise<Browser> => chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  // Pages that were left are kept in memory, as browsers do for people.
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--disable-sync', '--no-first-run', '--no-pings'],
});

export interface Site { url: string; close(): Promise<void> }

/** A company's web site on a port of its own: every path gives a page, `/app.js` the script. */
export async function openSite(head: string, script = ''): Promise<Site> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/app.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(isScript ? script : `<!doctype html><html lang="en"><head><title>Page ${request.url?.replace(/[^\w/?=&-]/g, '')}</title>${head}</head><body><a id="next" href="/next">next</a></body></html>`);
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
