/** Purchase days of UCI Online Retail (I: 2010-12 to 2011-12, II sheet 1: 2009-12 to 2010-12) for tests. CC BY 4.0, Chen, Sain & Guo. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../../../shared/data/online-retail/', import.meta.url);
const [elog, second] = [new URL('online_retail_elog.csv', folder), new URL('online_retail_II_2009_2010.csv.gz', folder)];
export const onlineRetailPresent = existsSync(elog) && existsSync(second);

export interface PurchaseDays { customer: string[]; day: Float64Array }

const dayOf = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 864e5;

/** The second year alone (16,763 customer days). */
export function onlineRetail(): PurchaseDays {
  const rows = readFileSync(elog, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  return { customer: rows.map((row) => row[0]), day: Float64Array.from(rows, (row) => dayOf(row[1])) };
}

/** Both years, each customer day once. */
export function onlineRetailBoth(): PurchaseDays {
  const days = new Map<string, Set<number>>();
  const add = (customer: string, day: number): void => {
    const set = days.get(customer);
    if (set) set.add(day);
    else days.set(customer, new Set([day]));
  };
  for (const line of gunzipSync(readFileSync(second)).toString().split('\n').slice(1)) {
    // Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country: read from the end, for descriptions hold commas.
    const cells = line.trim().split(',');
    const [quantity, date, price, customer] = cells.slice(-5, -1);
    if (customer !== undefined && customer !== '' && Number(quantity) > 0 && Number(price) > 0) add(String(Number(customer)), dayOf(date));
  }
  const { customer, day } = onlineRetail();
  customer.forEach((name, i) => add(String(Number(name)), day[i]));
  const out: { customer: string[]; day: number[] } = { customer: [], day: [] };
  for (const [name, set] of days) for (const d of [...set].sort((a, b) => a - b)) {
    out.customer.push(name);
    out.day.push(d);
  }
  return { customer: out.customer, day: Float64Array.from(out.day) };
}
