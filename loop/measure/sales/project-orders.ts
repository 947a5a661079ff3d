import type { EventStore } from '#platform/clickhouse/store.ts';
import type { Projector } from '../ingest/drain/drain.ts';
import type { Draft } from '../ingest/steps/contract.ts';
import { isOrder, linesOf, orderOf, reversal, takesAllBack, type OrderLine } from './order-lines.ts';
import { insertOrderLines, readSold } from './queries.ts';

const ORDERS_AT_ONCE = 50;

/** Writes the lines of completed, refunded and cancelled orders; told again, it changes nothing. */
export function openOrderProjector(store: EventStore): Projector {
  return {
    name: 'write order lines',
    wants: isOrder,
    async project(drafts) {
      const orders = drafts.filter(isOrder);
      const lines = orders.flatMap(linesOf);
      if (lines.length > 0) await insertOrderLines(store, lines);
      const whole = orders.filter(takesAllBack);
      for (let at = 0; at < whole.length; at += ORDERS_AT_ONCE) await takeBack(store, whole.slice(at, at + ORDERS_AT_ONCE));
    },
  };
}

/** Of an order that nobody told us about there is nothing to take back. */
async function takeBack(store: EventStore, drafts: readonly Draft[]): Promise<void> {
  const lines: OrderLine[] = [];
  for (const workspace of new Set(drafts.map((draft) => draft.row.workspace))) {
    const here = drafts.filter((draft) => draft.row.workspace === workspace);
    const sold = await readSold(store, workspace, [...new Set(here.map((draft) => orderOf(draft)))]);
    for (const draft of here) {
      lines.push(...reversal(draft, sold.filter((line) => line.order_id === orderOf(draft))));
    }
  }
  if (lines.length > 0) await insertOrderLines(store, lines);
}
