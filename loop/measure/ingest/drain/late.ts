import type { Draft } from '../steps/contract.ts';

/** How far the time of an event may be off: the way of its request, or the error of a clock that nothing corrects. */
const MARGIN = { corrected: 10_000, uncorrected: 600_000 } as const;

/**
 * Whether this event may have been stored before the time since which the window knows everything; then only the store
 * itself can tell. That is so for records that waited long in the journal, for events that are older than the window,
 * and for those that do not say when they happened.
 */
export function mayBeOlder(draft: Draft, received: number, since: number): boolean {
  if (since === Number.NEGATIVE_INFINITY) return false;
  if (received < since || draft.row.time === draft.row.received) return true;
  const margin = draft.incoming.sentAt === null ? MARGIN.uncorrected : MARGIN.corrected;
  return draft.row.time - margin < since;
}
