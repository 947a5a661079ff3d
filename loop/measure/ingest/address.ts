import { memo } from './memo.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';

export interface Address { host: string; path: string; query: string }

const NOWHERE: Address = { host: '', path: '', query: '' };
const SHAPE = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)(\?[^#]*)?/i;

/**
 * Host (lower case, without port), path and query of a web address; all empty when it is none. Cheaper than `new URL`,
 * which resolves and re-encodes; and a site has few pages for its many visits.
 */
export const addressOf = memo(20_000, (url): Address => {
  const found = SHAPE.exec(url);
  return found ? { host: found[1]!.toLowerCase(), path: found[2] === '' ? '/' : found[2]!, query: found[3] ?? '' } : NOWHERE;
});

/** What the page said of itself: a page call has it in its properties, every other call in its context. */
export function pageFact(incoming: IncomingEvent, name: 'url' | 'title' | 'referrer' | 'search'): string {
  const own = incoming.kind === 'page' ? incoming.properties[name] : undefined;
  const value = own ?? (isFields(incoming.context.page) ? incoming.context.page[name] : undefined);
  return typeof value === 'string' ? value : '';
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
