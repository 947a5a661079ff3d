import { useMemo, useState } from 'react';
import { useLanguage } from '../shell/language.ts';

export interface Order { by: string; direction: 'up' | 'down' }
interface Sortable<Row> { id: string; numeric?: boolean; sortBy?: (row: Row) => number | string | null }

/** Rows in the chosen order; what is not known stands last either way. Numbers begin with the largest, words with A. */
export function useSorted<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[], given?: Order) {
  const language = useLanguage();
  const [order, setOrder] = useState<Order | null>(given ?? null);
  const sorted = useMemo(() => {
    const value = columns.find((column) => column.id === order?.by)?.sortBy;
    if (!order || !value) return rows;
    const words = new Intl.Collator(language, { numeric: true });
    return [...rows].sort((a, b) => compare(value(a), value(b), order.direction, words));
  }, [rows, columns, order, language]);
  const sortBy = (id: string): void => {
    const first = columns.find((column) => column.id === id)?.numeric ? 'down' : 'up';
    const other = first === 'down' ? 'up' : 'down';
    setOrder((now) => ({ by: id, direction: now?.by === id && now.direction === first ? other : first }));
  };
  return { sorted, order, sortBy };
}

function compare(a: number | string | null, b: number | string | null, direction: Order['direction'], words: Intl.Collator): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const upward = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b));
  return direction === 'up' ? upward : -upward;
}
