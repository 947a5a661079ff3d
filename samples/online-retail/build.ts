/**
 * Makes `orders.csv.gz` and `customers.csv.gz` from the two files of the UCI data sets:
 *
 *   tsx samples/online-retail/build.ts [folder of the source files; ../shared/data/online-retail unless told]
 *
 * The second file's last nine days stand in the first as well, which knows their invoice numbers better: they are taken
 * from the first. Rows keep their original columns and order. Nothing is invented but what README.md says.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { createInterface } from 'node:readline';
import { customerRows } from './customers.ts';

const FIRST = 'online_retail_2010_2011_full.csv.gz';
const SECOND = 'online_retail_II_2009_2010.csv.gz';
const OVERLAP = '2010-12-01';
export const COLUMNS = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

async function* rowsOf(path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()), crlfDelay: Infinity });
  let header = true;
  for await (const line of lines) {
    if (!header) yield line;
    header = false;
  }
}

const dayOf = (row: string): string => /,(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d,/.exec(row)?.[1] ?? '';

async function* orders(folder: string, seen: Map<string, string>): AsyncGenerator<string> {
  yield `${COLUMNS}\n`;
  const keep = function* (row: string): Generator<string> {
    const [, customer, country] = /,([^,]*),("[^"]*"|[^,]*)$/.exec(row) ?? [];
    if (customer) seen.set(customer, country ?? '');
    yield `${row}\n`;
  };
  for await (const row of rowsOf(`${folder}/${SECOND}`)) if (dayOf(row) < OVERLAP) yield* keep(row);
  for await (const row of rowsOf(`${folder}/${FIRST}`)) yield* keep(row);
}

const [folder = '../shared/data/online-retail'] = process.argv.slice(2);
const seen = new Map<string, string>();
const here = new URL('.', import.meta.url).pathname;
await pipeline(Readable.from(orders(folder, seen)), createGzip({ level: 9 }), createWriteStream(`${here}orders.csv.gz`));
await pipeline(Readable.from([customerRows(seen)]), createGzip({ level: 9 }), createWriteStream(`${here}customers.csv.gz`));
