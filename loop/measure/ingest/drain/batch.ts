import { joined } from '#customers/identity/person.ts';
import { nativeBlock, type Column } from '#platform/clickhouse/columns/column.ts';
import { Dictionary } from '#platform/clickhouse/columns/dictionary.ts';
import { LongNumbers, Numbers, OptionalNumbers } from '#platform/clickhouse/columns/numbers.ts';
import { Texts } from '#platform/clickhouse/columns/texts.ts';
import type { EventKind } from '#vocabulary/event.ts';
import type { EventRow } from '../steps/contract.ts';

/** What it takes to find a stored event. */
export type EventKey = Pick<EventRow, 'workspace' | 'person' | 'event_id'>;

const KINDS: Readonly<Record<EventKind, number>> = { track: 1, page: 2, screen: 3, identify: 4, group: 5, alias: 6 };
const KIND = `Enum8(${Object.entries(KINDS).map(([kind, number]) => `'${kind}' = ${number}`).join(', ')})`;
const TIME = 'DateTime64(3, \'UTC\')';

/** The columns of the table `events`, with its types: so the store takes them as they are. */
const columnsOf = () => ({
  workspace: new Numbers('UInt32', 4), person: new LongNumbers('UInt64'), time: new LongNumbers(TIME), event_id: new LongNumbers('UInt64'), received: new LongNumbers(TIME),
  kind: new Numbers(KIND, 1), name: new Dictionary(), visitor: new Texts(), user: new Texts(), url_host: new Dictionary(), url_path: new Texts(), title: new Texts(),
  referrer: new Dictionary(), source: new Dictionary(), medium: new Dictionary(), campaign: new Dictionary(), device: new Dictionary(), browser: new Dictionary(),
  system: new Dictionary(), language: new Dictionary(), delivery: new LongNumbers('UInt64'), order_id: new Texts(), revenue: new OptionalNumbers('Nullable(Int64)'),
  currency: new Dictionary(), properties: new Texts(), origin: new Dictionary(),
} satisfies Record<keyof EventRow, Column>);
type Columns = ReturnType<typeof columnsOf>;

/**
 * The rows of one INSERT, taken into columns at once: what they were made of can be forgotten, so that a large batch does
 * not keep all its parsed messages in memory, and the store has next to nothing left to take apart.
 */
export class RowBatch {
  readonly #columns: Columns;
  #rows: number;

  constructor(columns = columnsOf(), rows = 0) {
    this.#columns = columns;
    this.#rows = rows;
  }

  get rows(): number { return this.#rows; }

  add(row: EventRow): void {
    const to = this.#columns;
    to.workspace.add(row.workspace);
    to.person.addWords(row.person[0], row.person[1]);
    to.time.add(row.time);
    to.event_id.addWords(row.event_id[0], row.event_id[1]);
    to.received.add(row.received);
    to.kind.add(KINDS[row.kind]);
    to.name.add(row.name);
    to.visitor.add(row.visitor);
    to.user.add(row.user);
    to.url_host.add(row.url_host);
    to.url_path.add(row.url_path);
    to.title.add(row.title);
    to.referrer.add(row.referrer);
    to.source.add(row.source);
    to.medium.add(row.medium);
    to.campaign.add(row.campaign);
    to.device.add(row.device);
    to.browser.add(row.browser);
    to.system.add(row.system);
    to.language.add(row.language);
    to.delivery.addDecimal(row.delivery);
    to.order_id.add(row.order_id);
    to.revenue.add(row.revenue);
    to.currency.add(row.currency);
    to.properties.add(row.properties);
    to.origin.add(row.origin);
    this.#rows += 1;
  }

  /** The columns that `body` holds, as an INSERT names them. */
  names(): string { return Object.keys(this.#columns).join(', '); }

  /** The body of the INSERT, in ClickHouse's Native format. */
  body(): Buffer { return nativeBlock(this.#rows, this.#columns); }

  keys(): EventKey[] {
    const { workspace, person, event_id: id } = this.#columns;
    return Array.from({ length: this.#rows }, (_, row) => ({ workspace: workspace.at(row), person: person.wordsAt(row), event_id: id.wordsAt(row) }));
  }

  /** The same without the events of these ids (decimals). */
  without(ids: ReadonlySet<string>): RowBatch {
    const wanted = Uint8Array.from(this.keys(), (key) => (ids.has(joined(key.event_id)) ? 0 : 1));
    const rest = Object.fromEntries(Object.entries(this.#columns).map(([name, column]) => [name, column.only(wanted)]));
    return new RowBatch(rest as Columns, wanted.reduce((all, one) => all + one, 0));
  }

  /** Begins anew in the same memory. */
  empty(): void {
    for (const column of Object.values(this.#columns)) column.empty();
    this.#rows = 0;
  }
}
