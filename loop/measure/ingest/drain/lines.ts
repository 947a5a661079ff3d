import type { EventRow } from '../steps/contract.ts';

/** The columns in the order in which `lineOf` writes them. */
export const COLUMNS = [
  'workspace', 'person', 'time', 'event_id', 'received', 'kind', 'name', 'visitor', 'user', 'url_host', 'url_path', 'title', 'referrer',
  'source', 'medium', 'campaign', 'device', 'browser', 'system', 'language', 'delivery', 'order_id', 'revenue', 'currency', 'properties', 'origin',
] as const satisfies readonly (keyof EventRow)[];

const SPECIAL = /[\\\t\n\r\0\b\f]/;
const EVERY_SPECIAL = /[\\\t\n\r\0\b\f]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0', '\b': '\\b', '\f': '\\f' };

/** ClickHouse's TabSeparated ("Formats for input and output data"): of the formats that the embedded engine reads, the cheapest for both sides. */
const text = (value: string): string => (SPECIAL.test(value) ? value.replace(EVERY_SPECIAL, (one) => ESCAPES[one]!) : value);

/** Without the Z the fast reader of times takes it; the column is in UTC. */
const instant = (iso: string): string => iso.slice(0, -1);

/** The row as one line of an INSERT's body. */
export const lineOf = (row: EventRow): string =>
  `${row.workspace}\t${row.person}\t${instant(row.time)}\t${row.event_id}\t${instant(row.received)}\t${row.kind}\t${text(row.name)}\t${text(row.visitor)}\t${text(row.user)}\t${text(row.url_host)}\t${text(row.url_path)}\t${text(row.title)}\t${text(row.referrer)}\t${text(row.source)}\t${text(row.medium)}\t${text(row.campaign)}\t${row.device}\t${text(row.browser)}\t${text(row.system)}\t${text(row.language)}\t${row.delivery}\t${text(row.order_id)}\t${row.revenue ?? '\\N'}\t${row.currency}\t${text(row.properties)}\t${text(row.origin)}\n`;
