import { identify, joined, words63, type IdentifyItem } from '#customers/index.ts';
import { Findings, type FindingCode } from '../findings.ts';
import type { Bad } from '../reasons.ts';
import type { Understood } from '../understand/rows.ts';
import type { Importer, ImportRun, OpenImporter, Outcome, Part } from './contract.ts';
import { existingLines, settlePartitions } from './queries.ts';
import { LINE_COLUMNS, LineBytes, type Words63 } from './line-bytes.ts';
import { contentOf, lineDigest, lineReader, type OrderLine } from './order-line.ts';
import { Occurrences } from './occurrences.ts';
import { buildProducts } from '../../sales/products.ts';
import { totalStaleMonths } from '../../sales/totals.ts';

/** Lines of orders, kept in the event store under a number made of what they say; customers join the one base. */
export const openOrders: OpenImporter = (run) => {
  const read = lineReader(run.options, run.understanding);
  const occurrences = new Occurrences();
  const people = new People(run);
  const number = (line: OrderLine): { id: Words63; occurrence: number } => {
    const content = contentOf(line);
    const id = lineDigest(content, 0);
    const occurrence = occurrences.next(...id);
    return { id: occurrence === 0 ? id : lineDigest(content, occurrence), occurrence };
  };
  return {
    pass(row) {
      const line = read(row);
      if (!('reason' in line)) number(line);
    },
    part: () => new OrderPart(run, read, number, people),
    show: (row) => shown(read(row)),
    finish: async () => {
      const { tools, workspace } = run.room;
      await settlePartitions(tools.events, 'order_lines', workspace.id);
      await totalStaleMonths(tools.events, workspace.id);
      await settlePartitions(tools.events, 'order_totals', workspace.id);
      await buildProducts(tools, workspace.id);
    },
  } satisfies Importer;
};

/** Lines that wait to be written. In columns, not as objects: what lives until the part is sent must not be many things. */
class OrderPart implements Part {
  readonly #high: number[] = [];
  readonly #low: number[] = [];
  readonly #ends: number[] = [];
  readonly #places: number[] = [];
  readonly #odd = new Map<number, { codes: readonly FindingCode[]; value: string }>();
  #firstTime = Infinity;
  #lastTime = -Infinity;
  readonly #bytes: LineBytes;
  readonly #people = new Map<string, IdentifyItem>();
  constructor(
    private readonly run: ImportRun, private readonly read: (row: Understood) => OrderLine | Bad,
    private readonly number: (line: OrderLine) => { id: Words63; occurrence: number }, private readonly people: People,
  ) {
    this.#bytes = new LineBytes(run.room.workspace.id, run.import, `import:${run.fileName}`);
  }

  get rows(): number { return this.#places.length; }

  take(row: Understood, place: number): Bad | null {
    const line = this.read(row);
    if ('reason' in line) return line;
    const { id, occurrence } = this.number(line);
    const codes = occurrence === 0 ? line.odd : [...line.odd, 'equal-line' as const];
    if (codes.length > 0) this.#odd.set(this.rows, { codes, value: `${line.order} ${line.sku} ${line.description}`.trim() });
    this.#high.push(id[0]);
    this.#low.push(id[1]);
    this.#ends.push(this.#bytes.add(line, id, this.people.meet(line, this.#people)));
    this.#places.push(place);
    if (line.time < this.#firstTime) this.#firstTime = line.time;
    if (line.time > this.#lastTime) this.#lastTime = line.time;
    return null;
  }

  async write(): Promise<Outcome> {
    const { tools } = this.run.room;
    // Two stores that need not wait for each other: the part counts only when both have theirs.
    const [existing] = await Promise.all([this.#keep(), this.#people.size === 0 ? null : identify(tools, [...this.#people.values()])]);
    return this.#outcome(existing, (version) => version === String(this.run.import));
  }

  async foresee(): Promise<Outcome> {
    return this.#outcome(await this.#existing(), () => false);
  }

  #id(index: number): string { return joined([this.#high[index]!, this.#low[index]!]); }

  #existing(): Promise<Map<string, string>> {
    return existingLines(this.run.room.events, { count: this.rows, firstTime: this.#firstTime, lastTime: this.#lastTime, ids: () => this.#places.map((_, index) => this.#id(index)) });
  }

  async #keep(): Promise<ReadonlyMap<string, string>> {
    const existing = await this.#existing();
    const missing = this.#missing(existing);
    // Sent again, lines have the same numbers: the token only tells the store's client that trying again is safe.
    if (missing.length > 0) await this.run.room.tools.events.insert('order_lines', missing, { token: `${this.run.import}:${this.#places[0]!}`, rowBinary: LINE_COLUMNS });
    return existing;
  }

  /** The bytes of the lines that are not kept yet; mostly all or none. */
  #missing(existing: ReadonlyMap<string, string>): Buffer {
    const all = this.#bytes.view();
    if (existing.size === 0) return all;
    return Buffer.concat(this.#ends.flatMap((end, index) => (existing.has(this.#id(index)) ? [] : [all.subarray(index === 0 ? 0 : this.#ends[index - 1]!, end)])));
  }

  /** @param own whether a line that is there was brought by this very import, before a crash */
  #outcome(existing: ReadonlyMap<string, string>, own: (version: string) => boolean): Outcome {
    const findings = new Findings();
    let fresh = 0;
    for (let index = 0; index < this.rows; index += 1) {
      const version = existing.size === 0 ? undefined : existing.get(this.#id(index));
      if (version !== undefined && !own(version)) continue;
      fresh += 1;
      const odd = this.#odd.get(index);
      if (odd) for (const code of odd.codes) findings.add(code, this.#places[index]!, odd.value);
    }
    return { fresh, same: this.rows - fresh, findings };
  }
}

/** Remembers whom an import has met, so that a customer is looked up when something about them is new, and not for each line. */
class People {
  readonly #met = new Map<string, { person: Words63; said: string; since: number }>();
  constructor(private readonly run: ImportRun) {}

  /** The person's key, zero for nobody; adds to `news` what the customer base has not been told. */
  meet({ customer, traits, country, time }: OrderLine, news: Map<string, IdentifyItem>): Words63 {
    if (customer === null) return NOBODY;
    const key = `${customer.kind}:${customer.value}`;
    const said = traits.email === null && traits.phone === null && traits.name === null ? country : JSON.stringify([country, traits]);
    const met = this.#met.get(key);
    if (met && met.said === said && met.since <= time) return met.person;
    if (this.#met.size > MOST_REMEMBERED) this.#met.clear();
    const person = met?.person ?? words63(key);
    const since = Math.min(met?.since ?? time, time);
    this.#met.set(key, { person, said, since });
    news.set(key, {
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
const NOBODY: Words63 = [0, 0];

function shown(line: OrderLine | Bad): Record<string, string | number | null> {
  if ('reason' in line) return {};
  return {
    order_id: line.order, time: new Date(line.time * 1000).toISOString(), sku: line.sku, description: line.description, quantity: line.quantity / 10_000, unit_price: line.price / 10_000,
    amount: line.amount, currency: line.currency, country: line.country, channel: line.channel, kind: line.kind,
    customer_id: line.customer?.kind === 'id' ? line.customer.value : null, email: line.traits.email, phone: line.traits.phone, customer_name: line.traits.name,
  };
}
