import { LONGEST_ROW } from './settings.ts';

export interface CsvOptions { delimiter: string; newline: '\n' | '\r' }
/** `broken`: the row opens a quote that nothing closes. */
export interface CsvRecord { cells: string[]; next: number; broken: boolean }

/**
 * Splits text into records by RFC 4180, and reads what real files hold besides: quotes inside an unquoted cell are text,
 * text after a closing quote is kept. A row without quotes is split natively: that is what makes a million rows take
 * two seconds.
 */
export class CsvSplitter {
  #rest = '';
  constructor(private readonly options: CsvOptions) {}

  /** Records that the text so far completes. `last`: there is no more text. A blank line is a record without cells. */
  push(text: string, last: boolean): CsvRecord['cells'][] {
    const buffer = this.#rest + text;
    const rows: string[][] = [];
    let at = 0;
    let quote = buffer.indexOf('"');
    while (at < buffer.length) {
      if (quote !== -1 && quote < at) quote = buffer.indexOf('"', at);
      const end = buffer.indexOf(this.options.newline, at);
      if (quote === -1 || (end !== -1 && quote > end)) {
        if (end === -1 && !last) break;
        const stop = end === -1 ? buffer.length : end;
        const line = buffer.slice(at, buffer.charCodeAt(stop - 1) === 13 && stop > at ? stop - 1 : stop);
        rows.push(line === '' ? [] : line.split(this.options.delimiter));
        at = stop + 1;
      } else {
        const record = this.#quoted(buffer, at, last);
        if (!record) break;
        if (record.broken) record.cells.push(BROKEN);
        rows.push(record.cells);
        at = record.next;
      }
    }
    this.#rest = at < buffer.length ? buffer.slice(at) : '';
    return rows;
  }

  /** One record that holds a quote somewhere; undefined when its end is not in the buffer yet. */
  #quoted(buffer: string, start: number, last: boolean): CsvRecord | undefined {
    const { delimiter, newline } = this.options;
    const cells: string[] = [];
    let at = start;
    for (;;) {
      let cell = '';
      if (buffer.charCodeAt(at) === 34) {
        const closing = closingQuote(buffer, at + 1);
        if (closing === -1) {
          if (!last && buffer.length - start <= LONGEST_ROW) return undefined;
          const end = buffer.indexOf(newline, start);
          const stop = end === -1 ? buffer.length : end;
          return { cells: buffer.slice(start, stop).split(delimiter), next: stop + 1, broken: true };
        }
        cell = buffer.slice(at + 1, closing);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        at = closing + 1;
        if (at >= buffer.length && !last) return undefined; // the next text may begin with the second of two quotes
      }
      const comma = buffer.indexOf(delimiter, at);
      const end = buffer.indexOf(newline, at);
      if (end === -1 && comma === -1 && !last) return undefined;
      const stop = Math.min(comma === -1 ? buffer.length : comma, end === -1 ? buffer.length : end);
      cells.push(cell + buffer.slice(at, stop).replace(/\r$/, ''));
      at = stop + 1;
      if (stop !== comma) return { cells, next: at, broken: false };
    }
  }
}

/** Stands after the last cell of a row whose quote is never closed; no file can hold it (U+FFFF is no character). */
export const BROKEN = '\uffffquote';

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2);
  return at;
}
