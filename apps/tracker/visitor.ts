import { uuid } from './id.ts';
import type { Keep } from './store.ts';

const NAME = 'tributary_visitor';
/** Browsers keep a cookie for 400 days at most (RFC 6265bis, section 5.5). */
const SECONDS = 400 * 86_400;

const readCookie = (): string | null => (new RegExp(`(?:^|; )${NAME}=([\\w-]+)`).exec(document.cookie) ?? [])[1] ?? null;

/** On the widest domain that the browser allows, so that www. and shop. see one visitor: it refuses public suffixes such as co.uk. */
function writeCookie(value: string): void {
  const labels = location.hostname.split('.');
  for (let from = labels.length - 2; from >= -1; from -= 1) {
    const domain = from < 0 || labels.length < 2 ? '' : `;domain=${labels.slice(from).join('.')}`;
    document.cookie = `${NAME}=${value};path=/;max-age=${SECONDS};samesite=lax${domain}${location.protocol === 'https:' ? ';secure' : ''}`;
    if (readCookie() === value) return;
  }
}

/** The visitor's number on this site. Cookie and storage mend each other: each may be cleared alone. */
export function visitorId(keep: Keep, fresh?: boolean): string {
  const id = (!fresh && (readCookie() ?? keep.get(NAME))) || uuid();
  writeCookie(id);
  keep.set(NAME, id);
  return id;
}
