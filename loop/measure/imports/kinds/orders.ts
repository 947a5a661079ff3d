import { hash63, identify, personOf, type IdentifyItem } from '#customers/index.ts';
import { Findings, type FindingCode } from '../findings.ts';
import type { Bad } from '../reasons.ts';
import type { Understood } from '../understand/rows.ts';
import type { Importer, ImportRun, OpenImporter, Outcome, Part } from './contract.ts';
import { existingLines } from './existing.ts';
import { contentOf, lineId, lineReader, type OrderLine } from './order-line.ts';
import { Occurrences } from './occurrences.ts';
import { totalStaleMonths } from '../../sales/totals.ts';
import { settlePartitions } from './settle.ts';

/** A line that waits to be written: its number, where its JSON ends in the part's bytes, and what is odd about it. */
interface Waiting { id: string; time: number; end: number; row: number; odd: readonly FindingCode[]; value: string }

/** Lines of orders, kept in the event store under a number made of what they say; customers join the one base. */
export const openOrders: OpenImporter = (run) => {
  const read = lineReader(run.options, run.understanding);
  const occurrences = new Occurrences();
  const people = new People(run);
  const write = lineWriter(run);
  const number = (line: OrderLine): { id: string; occurrence: number } => {
    const content = contentOf(line);
    const id = hash63(content);
    const occurrence = occurrences.next(id);
    return { id: occurrence === 0 ? id : lineId(content, occurrence), occurrence };
  };
  return {
    pass(row) {
      const line = read(row);
      if (!('reason' in line)) number(line);
    },
    part: () => new OrderPart(run, (row) => read(row), number, people, write),
    show: (row) => shown(read(row)),
    finish: async () => {
      await settlePartitions(run.room.tools.events, 'order_lines', run.room.workspace.id);
      await totalStaleMonths(run.room.tools.events, run.room.workspace.id);
    },
  } satisfies Importer;
};

class OrderPart implements Part {
  readonly #waiting: Waiting[] = [];
  readonly #bytes = new Bytes();
  readonly #people = new Map<string, IdentifyItem>();
  constructor(
    private readonly run: ImportRun, private readonly read: (row: Understood) => OrderLine | Bad,
    private readonly number: (line: OrderLine) => { id: string; occurrence: number }, private readonly people: People,
    private readonly json: (line: OrderLine, id: string, person: string) => string,
  ) {}

  get rows(): number { return this.#waiting.length; }

  take(row: Understood, place: number): Bad | null {
    const line = this.read(row);
    if ('reason' in line) return line;
    const { id, occurrence } = this.number(line);
    const person = this.people.meet(line, this.#people);
    const odd = occurrence === 0 ? line.odd : [...line.odd, 'equal-line' as const];
    this.#waiting.push({ id, time: line.time, end: this.#bytes.add(this.json(line, id, person)), row: place, odd, value: odd.length === 0 ? '' : `${line.order} ${line.sku} ${line.description}`.trim() });
    return null;
  }

  async write(): Promise<Outcome> {
    const { tools } = this.run.room;
    // Two stores that need not wait for each other: the part counts only when both have theirs.
    const [existing] = await Promise.all([this.#keep(), this.#people.size === 0 ? null : identify(tools, [...this.#people.values()])]);
    return this.#outcome((id) => !existing.has(id) || existing.get(id) === String(this.run.import));
  }

  async #keep(): Promise<ReadonlyMap<string, string>> {
    const { tools, events } = this.run.room;
    const existing = await existingLines(events, this.#waiting);
    const missing = this.#missing(existing);
    // Sent again, lines have the same numbers: the token only tells the store's client that trying again is safe.
    if (missing.length > 0) await tools.events.insert('order_lines', missing, { token: `${this.run.import}:${this.#waiting[0]!.row}` });
    return existing;
  }

  /** The bytes of the lines that are not kept yet; mostly all or none. */
  #missing(existing: ReadonlyMap<string, string>): Buffer {
    const all = this.#bytes.view();
    if (existing.size === 0) return all;
    return Buffer.concat(this.#waiting.flatMap(({ id, end }, index) => (existing.has(id) ? [] : [all.subarray(index === 0 ? 0 : this.#waiting[index - 1]!.end, end)])));
  }

  async foresee(): Promise<Outcome> {
    const existing = await existingLines(this.run.room.events, this.#waiting);
    return this.#outcome((id) => !existing.has(id));
  }

  #outcome(isFresh: (id: string) => boolean): Outcome {
    const findings = new Findings();
    let fresh = 0;
    for (const { id, odd, row, value } of this.#waiting) {
      if (!isFresh(id)) continue;
      fresh += 1;
      for (const code of odd) findings.add(code, row, value);
    }
    return { fresh, same: this.#waiting.length - fresh, findings };
  }
}

/** Text as bytes, put one after the other: millions of short strings kept until they are sent would keep the collector busy. */
class Bytes {
  #buffer = Buffer.allocUnsafe(1 << 20);
  #length = 0;
  /** @returns where the text ends */
  add(text: string): number {
    if (this.#length + text.length * 3 > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + text.length * 3));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    return (this.#length += this.#buffer.write(text, this.#length, 'utf8'));
  }
  view(): Buffer { return this.#buffer.subarray(0, this.#length); }
}

/** Remembers whom an import has met, so that a customer is looked up when something about them is new, and not for each line. */
class People {
  readonly #persons = new Map<string, string>();
  readonly #told = new Map<string, { said: string; since: number }>();
  constructor(private readonly run: ImportRun) {}

  /** The person's key, '0' for nobody; adds to `news` what the customer base has not been told. */
  meet({ customer, traits, country, time }: OrderLine, news: Map<string, IdentifyItem>): string {
    if (customer === null) return '0';
    const key = `${customer.kind}:${customer.value}`;
    let person = this.#persons.get(key);
    if (person === undefined) {
      if (this.#persons.size > MOST_REMEMBERED) this.#persons.clear();
      this.#persons.set(key, (person = personOf(customer)));
    }
    const said = `${country}\u001f${traits.email ?? ''}\u001f${traits.phone ?? ''}\u001f${traits.name ?? ''}`;
    const told = this.#told.get(person);
    if (told && told.said === said && told.since <= time) return person;
    if (this.#told.size > MOST_REMEMBERED) this.#told.clear();
    const since = Math.min(told?.since ?? time, time);
    this.#told.set(person, { said, since });
    news.set(person, {
      workspace: this.run.room.workspace.id, identities: [customer], at: new Date(time * 1000), source: 'import',
      traits: {
        createdAt: since * 1000, ...(country !== '' && { country }), ...(traits.email !== null && { email: traits.email }),
        ...(traits.phone !== null && { phone: traits.phone }), ...(traits.name !== null && { name: traits.name }),
      },
    });
    return person;
  }
}

const MOST_REMEMBERED = 300_000;

/** Writes lines as the event store reads them. By hand: JSON.stringify of a million objects takes as long as all the rest. */
function lineWriter({ room, import: number, fileName }: ImportRun): (line: OrderLine, id: string, person: string) => string {
  const quoted = new Map<string, string>();
  const quote = (text: string): string => {
    let known = quoted.get(text);
    if (known === undefined) {
      if (quoted.size > 50_000) quoted.clear();
      quoted.set(text, (known = JSON.stringify(text)));
    }
    return known;
  };
  const head = `{"workspace":${room.workspace.id},"version":${number},"source":${JSON.stringify(`import:${fileName}`.slice(0, 100))},"line_id":`;
  return ({ order, time, kind, sku, description, quantity, price, amount, currency, country, channel }, id, person) =>
    `${head}${id},"order_id":${quote(order)},"time":${time},"person":${person},"kind":"${kind}","sku":${quote(sku)},"description":${quote(description)},"quantity":${quantity / 10_000},"unit_price":${price / 10_000},"amount":${amount},"currency":${quote(currency)},"country":${quote(country)},"channel":${quote(channel)}}\n`;
}

function shown(line: OrderLine | Bad): Record<string, string | number | null> {
  if ('reason' in line) return {};
  return {
    order_id: line.order, time: new Date(line.time * 1000).toISOString(), sku: line.sku, description: line.description, quantity: line.quantity / 10_000, unit_price: line.price / 10_000,
    amount: line.amount, currency: line.currency, country: line.country, channel: line.channel, kind: line.kind,
    customer_id: line.customer?.kind === 'id' ? line.customer.value : null, email: line.traits.email, phone: line.traits.phone, customer_name: line.traits.name,
  };
}
