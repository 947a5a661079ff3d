import type { IdentifyItem } from '#customers/identity/said.ts';
import type { Log } from '#platform/log/log.ts';
import { isRefused } from '#platform/postgres/faults.ts';

export type Identify = (items: readonly IdentifyItem[]) => Promise<unknown>;

/**
 * Tells the customer base what events say of people. Where it refuses something for what it holds, the others are told all
 * the same: what one sender says must not keep the events of all waiting for ever. Every other failure is the caller's.
 */
export async function learn(identify: Identify, items: readonly IdentifyItem[], log: Log): Promise<void> {
  try {
    await identify(items);
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (items.length > 1) {
      const half = items.length >> 1;
      await learn(identify, items.slice(0, half), log);
      await learn(identify, items.slice(half), log);
    } else log.error({ err: error, workspace: items[0]?.workspace }, 'The customer base refuses what an event says of a person; it was left out, its event is stored.');
  }
}
