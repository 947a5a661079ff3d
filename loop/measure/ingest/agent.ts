import type { Draft } from './steps/contract.ts';

const BROWSER_LIBRARIES = new Set(['analytics.js', 'tributary.js']);

/**
 * The browser that the event is about. The header of the request is that browser's only when a library for browsers sent
 * it: a shop's server that forwards an order has a User-Agent too. '' when nobody knows.
 */
export function agentOf({ incoming, sender }: Draft): string {
  const { userAgent, library } = incoming.context;
  if (typeof userAgent === 'string') return userAgent;
  const name = typeof library === 'object' && library !== null && 'name' in library ? library.name : undefined;
  return typeof name === 'string' && BROWSER_LIBRARIES.has(name) ? sender.userAgent : '';
}
