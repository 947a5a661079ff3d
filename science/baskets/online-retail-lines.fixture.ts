/** Lines of UCI Online Retail (2010-12 to 2011-12) for tests and benchmarks. CC BY 4.0, Chen, Sain & Guo. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const path = new URL('../../../shared/data/online-retail/online_retail_2010_2011_full.csv.gz', import.meta.url);
export const linesPresent = existsSync(path);

export interface Lines { invoice: string[]; code: string[]; customer: string[]; day: Float64Array }

/** Lines with a positive quantity, an invoice and a product code. */
export function onlineRetailLines(): Lines {
  const out: { invoice: string[]; code: string[]; customer: string[]; day: number[] } = { invoice: [], code: [], customer: [], day: [] };
  for (const line of gunzipSync(readFileSync(path)).toString().split('\n').slice(1)) {
    // InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country: descriptions hold commas, the ends do not.
    const cells = line.trim().split(',');
    const [quantity, date, , customer] = cells.slice(-5, -1);
    if (cells.length < 8 || cells[0] === '' || cells[1] === '' || !(Number(quantity) > 0)) continue;
    out.invoice.push(cells[0]);
    out.code.push(cells[1]);
    out.customer.push(customer);
    out.day.push(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 864e5);
  }
  return { ...out, day: Float64Array.from(out.day) };
}
