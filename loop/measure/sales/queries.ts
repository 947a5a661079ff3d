import type { EventStore } from '#platform/clickhouse/store.ts';
import type { OrderLine } from './order-lines.ts';
import { totalOrders } from './totals.ts';

export type SoldLine = Pick<OrderLine, 'order_id' | 'kind' | 'sku' | 'description' | 'quantity' | 'unit_price' | 'amount' | 'currency'>;

/** Said twice, a line is one line: the table keeps the latest of each number. The totals of their orders follow. */
export async function insertOrderLines(store: EventStore, lines: readonly OrderLine[]): Promise<void> {
  await store.insert('order_lines', lines);
  for (const workspace of new Set(lines.map((line) => line.workspace))) {
    await totalOrders(store, workspace, lines.filter((line) => line.workspace === workspace).map((line) => line.order_id));
  }
}

/** What stands under these order numbers besides returns. */
export async function readSold(store: EventStore, workspace: number, orders: readonly string[]): Promise<SoldLine[]> {
  return store.rows<SoldLine>(
    `SELECT order_id, kind, sku, description, toFloat64(quantity) AS quantity, toFloat64(unit_price) AS unit_price, toFloat64(amount) AS amount, currency
     FROM order_lines FINAL WHERE workspace = {workspace:UInt32} AND order_id IN ({orders:Array(String)}) AND kind != 'return'
     ORDER BY order_id, line_id`, { workspace, orders });
}
