import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser/chromium.ts';

/** A browser that keeps pages that were left in memory, as browsers do for people. */
export const openVisitorsBrowser = (): Promise<Browser> => openBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

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
