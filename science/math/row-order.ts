import type { Table } from '../models/contract.ts';

/** A part of the rows, in the given order. */
export function takeRows(data: Table, rows: ArrayLike<number>): Table {
  const order = Array.from(rows);
  return {
    rows: order.length,
    columns: Object.fromEntries(Object.entries(data.columns).map(([name, values]) => [name, Array.isArray(values) ? order.map((i) => values[i]) : Float64Array.from(order, (i) => values[i])])),
  };
}

/** The same rows in an order that follows from what they hold: what is then drawn or added up row by row does not depend on how a file was sorted. */
export function inOwnOrder(data: Table): Table {
  const columns = Object.keys(data.columns).sort().map((name) => data.columns[name]);
  const order = Uint32Array.from({ length: data.rows }, (_, row) => row).sort((i, j) => {
    for (const column of columns) {
      if (column[i] < column[j]) return -1;
      if (column[i] > column[j]) return 1;
    }
    return 0;
  });
  return takeRows(data, order);
}
