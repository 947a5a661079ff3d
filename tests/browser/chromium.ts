import { existsSync } from 'node:fs';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const PLACES = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How long a page may take for one thing, ms: within a test's time, and more than the slowest machine needs. */
const PATIENCE = 90_000;

/** The machine's own Chromium, or the one that comes as a package; without a network of its own to call home to. */
export async function openBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = PLACES.find((path) => path !== undefined && existsSync(path)) ?? await (await import('@sparticuz/chromium')).default.executablePath();
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--disable-sync', '--no-first-run', '--no-pings'];
  const browser = await chromium.launch({ executablePath, args, timeout: PATIENCE, ...options });
  return browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
}
