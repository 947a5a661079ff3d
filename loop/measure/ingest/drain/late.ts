import type { Draft } from '../steps/contract.ts';

/** How far the time of an event may be off: the way of its request, or the error of a clock that nothing corrects. */
const MARGIN = { corrected: 10_000, uncorrected: 600_000 } as const;

/**
 * Whether this event may have been stored before the time since which the window knows everything; then only the store
 * itself can tell. That is so for records that waited long in the journal, for events that are older than the window,
 * for requests that were sent before it (a library that tries again may send the same bytes), and for events that do not
 * say when they happened.
 */
export function mayBeOlder({ row, incoming }: Draft, received: number, since: number): boolean {
  if (since === Number.NEGATIVE_INFINITY) return false;
  if (received < since || !saysWhen(row, incoming)) return true;
  const margin = incoming.sentAt === null ? MARGIN.uncorrected : MARGIN.corrected;
  return row.time - margin < since || sentAt(incoming.sentAt) - margin < since;
}

/** A time equal to that of arrival stands in for one that is missing or lies in the future; or the event was sent as it happened. */
const saysWhen = (row: Draft['row'], { timestamp, sentAt: sent }: Draft['incoming']): boolean => timestamp !== null && (row.time !== row.received || sent === timestamp);

let last = { text: '', milliseconds: Number.NaN };
/** Not a number where the request did not say it: then nothing follows from it. */
function sentAt(text: string | null): number {
  if (text === null) return Number.NaN;
  if (text !== last.text) last = { text, milliseconds: Date.parse(text) };
  return last.milliseconds;
}
