import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSorted, type Order } from './data-table-order.ts';
import classes from './data-table.module.css';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, in tabular figures. */
  numeric?: boolean;
  /** What the rows are sorted by here in the browser; without it the column cannot be sorted. */
  sortBy?: (row: Row) => number | string | null;
  /** Left out on a phone, where the row's own page shows it. */
  wideOnly?: boolean;
  /** Kept on one line: codes, states, times. */
  tight?: boolean;
  /** A heading of its row for those who listen; the first column when none says so. */
  rowHeader?: boolean;
}

interface TableShown<Row> {
  /** What the table is, for those who listen. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  order?: Order;
  /** Keyed paging: the server has more rows after the last one. */
  more?: { onMore: () => void; pending: boolean } | null;
}

/** From this many rows on, only those in sight are in the document. */
const LONG = 60;
const ROW_HEIGHT = 45;

export function DataTable<Row>({ caption, columns, rows, rowKey, order: given, more }: TableShown<Row>) {
  const { t } = useTranslation('kit');
  const { sorted, order, sortBy } = useSorted(rows, columns, given);
  const scroller = useRef<HTMLDivElement>(null);
  const long = sorted.length > LONG;
  const windowed = useVirtualizer({ count: long ? sorted.length : 0, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 12 });
  const inSight = windowed.getVirtualItems();
  const above = long ? inSight[0]?.start ?? 0 : 0;
  const below = long ? windowed.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  const shown = long ? inSight.map((item) => ({ row: sorted[item.index]!, index: item.index })) : sorted.map((row, index) => ({ row, index }));
  return (
    <div className={classes.frame}>
      <div ref={scroller} className={classes.scroller} data-long={long || undefined} role="region" aria-label={caption} tabIndex={0}>
        <table className={classes.table} aria-rowcount={sorted.length + 1}>
          <caption className={classes.caption}>{caption}</caption>
          <thead>
            <tr>{columns.map((column) => <Header key={column.id} column={column} order={order} onSort={sortBy} />)}</tr>
          </thead>
          <tbody>
            {above > 0 ? <tr aria-hidden><td colSpan={columns.length} style={{ height: above, padding: 0 }} /></tr> : null}
            {shown.map(({ row, index }) => <Cells key={rowKey(row)} row={row} columns={columns} index={index} {...(long ? { measure: windowed.measureElement } : {})} />)}
            {below > 0 ? <tr aria-hidden><td colSpan={columns.length} style={{ height: below, padding: 0 }} /></tr> : null}
          </tbody>
        </table>
      </div>
      {more ? <div className={classes.more}><Button variant="subtle" size="sm" loading={more.pending} onClick={more.onMore}>{t('more')}</Button></div> : null}
    </div>
  );
}

interface CellsShown<Row> { row: Row; columns: readonly Column<Row>[]; index: number; /** Tells the window how high the row came out. */ measure?: (row: HTMLTableRowElement | null) => void }

function Cells<Row>({ row, columns, index, measure }: CellsShown<Row>) {
  const heading = columns.find((column) => column.rowHeader) ?? columns[0];
  return (
    <tr aria-rowindex={index + 2} data-index={index} {...(measure ? { ref: measure } : {})}>
      {columns.map((column) => {
        const shared = { 'data-numeric': column.numeric || undefined, 'data-wide-only': column.wideOnly || undefined, 'data-tight': column.tight || undefined };
        return column === heading
          ? <th key={column.id} scope="row" {...shared}>{column.cell(row)}</th>
          : <td key={column.id} {...shared}>{column.cell(row)}</td>;
      })}
    </tr>
  );
}

const SORTED = { up: 'ascending', down: 'descending' } as const;

function Header<Row>({ column, order, onSort }: { column: Column<Row>; order: Order | null; onSort: (id: string) => void }) {
  const sorted = order?.by === column.id ? order.direction : null;
  const Arrow = sorted === 'up' ? IconArrowUp : sorted === 'down' ? IconArrowDown : IconArrowsSort;
  return (
    <th
      scope="col"
      data-numeric={column.numeric || undefined}
      data-wide-only={column.wideOnly || undefined}
      {...(sorted ? { 'aria-sort': SORTED[sorted] } : {})}
    >
      {column.sortBy
        ? <button type="button" className={classes.sort} data-sorted={sorted ?? undefined} onClick={() => onSort(column.id)}>{column.header}<Arrow size={14} aria-hidden /></button>
        : column.header}
    </th>
  );
}
