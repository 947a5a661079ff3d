/**
 * One tag: <script async src="https://HOST/t.js" data-key="WRITE_KEY"></script>
 *
 * data-cookieless  no cookie and no storage: a visitor is the same only until the page is left.
 * data-dnt         nothing is sent where the browser asks not to be tracked (Do Not Track, Global Privacy Control).
 *
 * Calls: tributary.track(event, properties?), .page(name?, properties?), .identify(userId, traits?), .reset(). Before the
 * script is there: window.tributary = window.tributary || []; tributary.push(['track', 'Signed Up', { plan: 'a' }]).
 */
import type { EventKind } from '#vocabulary/event.ts';
import { uuid } from './id.ts';
import { openOutbox } from './outbox.ts';
import { watchOutbound, watchPages } from './page-views.ts';
import { local, nothing } from './store.ts';
import { visitorId } from './visitor.ts';

type Fields = Record<string, unknown>;
type Queued = [method: string, ...values: unknown[]];
declare global {
  interface Window { tributary?: unknown }
  interface Navigator { globalPrivacyControl?: boolean }
  interface Document { prerendering?: boolean }
}

const USER = 'tributary_user';

function start(script: HTMLScriptElement, key: string): void {
  const { cookieless, dnt } = script.dataset;
  const silent = dnt !== undefined && (navigator.doNotTrack === '1' || navigator.globalPrivacyControl === true);
  const keep = cookieless === undefined && !silent ? local : nothing;
  const outbox = openOutbox(new URL('/v1/batch', script.src).href, key, keep);
  const name = (fresh?: boolean): string => (keep === local ? visitorId(keep, fresh) : uuid());
  let visitor = name();
  let user = keep.get(USER);
  let referrer = document.referrer;

  const send = (type: EventKind, fields: Fields): void => {
    if (silent) return;
    outbox.add({
      ...fields, type, messageId: uuid(), anonymousId: visitor, userId: user ?? undefined, timestamp: new Date().toISOString(),
      context: {
        page: { url: location.href, title: document.title, referrer }, locale: navigator.language,
        library: { name: 'tributary.js', version: '1' },
      },
    });
  };
  const page = (title?: string, properties: Fields = {}): void => send('page', { name: title, properties });
  const track = (event: string, properties: Fields = {}): void => send('track', { event, properties });
  const calls: Record<string, (...values: never[]) => void> = {
    track,
    page,
    identify(id: string, traits: Fields = {}) {
      user = String(id);
      keep.set(USER, user);
      send('identify', { traits });
    },
    reset() {
      keep.drop(USER);
      user = null;
      visitor = name(true);
    },
  };

  const early = Array.isArray(window.tributary) ? (window.tributary as Queued[]) : [];
  const push = ([method, ...values]: Queued): void => calls[method]?.(...(values as never[]));
  window.tributary = { ...calls, push };
  // The first page comes before what was called on it.
  watchPages((from) => {
    referrer = from;
    page();
  });
  early.forEach(push);
  watchOutbound((url) => track('Outbound Link Clicked', { url }));
  const leave = (): void => { if (!silent) outbox.leave(); };
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
}

const script = document.currentScript as HTMLScriptElement | null;
const key = script?.dataset.key;
if (script && key) {
  // A page that is only rendered ahead has not been seen.
  if (document.prerendering) document.addEventListener('prerenderingchange', () => start(script, key), { once: true });
  else start(script, key);
}
