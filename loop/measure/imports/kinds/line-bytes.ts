import type { LineKind, OrderLine } from './order-line.ts';

/** Columns of `order_lines` in the order in which `LineBytes` writes them. */
export const LINE_COLUMNS = ['workspace', 'version', 'source', 'line_id', 'order_id', 'time', 'person', 'kind', 'sku', 'description', 'quantity', 'unit_price', 'amount', 'currency', 'country', 'channel'] as const;

/** As in the table's Enum8. */
const KINDS: Readonly<Record<LineKind, number>> = { sale: 1, return: 2, fee: 3, adjustment: 4 };
const WORD = 2 ** 32;
/** Of all that a row holds beside its texts; a text takes three bytes a character at most, and three for its length. */
const FIXED = 96;

/** The 63 bits of a key as two words. */
export type Words63 = readonly [high: number, low: number];

/**
 * Rows of `order_lines` as ClickHouse's RowBinary, one after the other: integers little-endian, Decimal(18, 4) as its
 * ten-thousandths, texts after their length as LEB128. JSON of a million lines takes longer than all the rest of an import.
 */
export class LineBytes {
  #buffer = Buffer.allocUnsafe(1 << 20);
  #at = 0;
  readonly #head: Buffer;

  constructor(workspace: number, version: number, source: string) {
    const text = Buffer.from(source).subarray(0, 100);
    this.#head = Buffer.alloc(13 + text.length);
    this.#head.writeUInt32LE(workspace, 0);
    this.#head.writeBigUInt64LE(BigInt(version), 4);
    this.#head[12] = text.length;
    text.copy(this.#head, 13);
  }

  /** @returns where the row ends */
  add(line: OrderLine, id: Words63, person: Words63): number {
    this.#grow(FIXED + this.#head.length + 3 * (line.order.length + line.sku.length + line.description.length + line.currency.length + line.country.length + line.channel.length));
    this.#at += this.#head.copy(this.#buffer, this.#at);
    this.#key(id);
    this.#text(line.order);
    this.#at = this.#buffer.writeUInt32LE(line.time, this.#at);
    this.#key(person);
    this.#buffer[this.#at++] = KINDS[line.kind];
    this.#text(line.sku);
    this.#text(line.description);
    this.#int64(line.quantity);
    this.#int64(line.price);
    this.#int64(line.amount);
    this.#text(line.currency);
    this.#text(line.country);
    this.#text(line.channel);
    return this.#at;
  }

  view(): Buffer { return this.#buffer.subarray(0, this.#at); }

  #grow(more: number): void {
    if (this.#at + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + more));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }

  #key([high, low]: Words63): void {
    this.#at = this.#buffer.writeUInt32LE(low, this.#at);
    this.#at = this.#buffer.writeUInt32LE(high, this.#at);
  }

  /** Two's complement of a safe integer. */
  #int64(value: number): void {
    const high = Math.floor(value / WORD);
    this.#at = this.#buffer.writeUInt32LE(value - high * WORD, this.#at);
    this.#at = this.#buffer.writeInt32LE(high, this.#at);
  }

  #text(text: string): void {
    let length = this.#buffer.write(text, this.#at + 1, 'utf8');
    if (length < 128) {
      this.#buffer[this.#at] = length;
      this.#at += 1 + length;
      return;
    }
    // A longer length takes two bytes, or three: the text is written once more behind them.
    while (length >= 128) {
      this.#buffer[this.#at++] = (length & 127) | 128;
      length >>>= 7;
    }
    this.#buffer[this.#at++] = length;
    this.#at += this.#buffer.write(text, this.#at, 'utf8');
  }
}
