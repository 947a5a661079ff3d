import { normaliseEmail, normalisePhone } from '#customers/index.ts';
import { storable } from '#platform/postgres/storable.ts';
import { isCurrency } from '#vocabulary/currency.ts';
import { languageOf } from '#vocabulary/words.ts';
import type { Cell, Row } from '../read/cell.ts';
import { BROKEN } from '../read/csv.ts';
import { NO_JSON } from '../read/text.ts';
import { DECLARATIONS } from '../fields/all.ts';
import type { FieldKind, ImportField, ImportKindId } from '../fields/contract.ts';
import { bad, type Bad, type ReasonCode } from '../reasons.ts';
import { countryCode } from './countries.ts';
import type { Columns } from './mapping.ts';
import { readNumber, UNREADABLE, type Unreadable } from './numbers.ts';
import type { Understanding } from './settings.ts';
import { timeReader } from './times.ts';

export type Value = string | number | null;
/** A row as understood: field name → value; `others`: columns that no field took, where the kind keeps them. */
/** `left`: what could not be read in fields that a row can do without. */
export interface Understood { values: Readonly<Record<string, Value>>; others: Readonly<Record<string, Cell>>; left: readonly Bad[] }
export type RowReader = (row: Row) => Understood | Bad;

export const isBad = (row: Understood | Bad): row is Bad => 'reason' in row;

const LONGEST = 2000;
/** Unix time of 2106-02-07: what the event store's DateTime can hold. */
const LAST = 4_294_967_295_000;

/** Compiles a mapping into a function from rows to values or the first reason against the row. */
export function rowReader(kind: ImportKindId, header: readonly string[], columns: Columns, understanding: Understanding): RowReader {
  const { fields, oneOf, keepsOthers } = DECLARATIONS[kind];
  const readers = fields.map((field) => ({ field, at: columns[field.name] === undefined ? -1 : header.indexOf(columns[field.name]!), read: cellReader(field.kind, understanding) }));
  const blank = Object.fromEntries(fields.map((field) => [field.name, null])) as Record<string, Value>;
  const mapped = readers.filter(({ at }) => at !== -1);
  const absent = readers.find(({ field, at }) => at === -1 && field.required);
  const taken = new Set(mapped.map(({ at }) => at));
  const others = keepsOthers ? header.map((name, at) => ({ name, at })).filter(({ at }) => !taken.has(at)) : [];
  const width = header.length;
  return (row) => {
    if (row.length > width || row.at(-1) === BROKEN) {
      const unfit = tooWide(row, width);
      if (unfit) return unfit;
    }
    if (absent) return bad(absent.field.name, '', 'missing');
    const values = { ...blank };
    let left = NOTHING_LEFT;
    for (const { field, at, read } of mapped) {
      const cell = unwrapped(row[at]);
      if (cell === undefined || isBlank(cell)) {
        if (field.required) return bad(field.name, '', 'missing');
        continue;
      }
      const value = read(cell);
      if (value === UNREADABLE) {
        if (!field.soft) return unreadable(field, cell);
        left = [...left, unreadable(field, cell)];
      } else values[field.name] = value;
    }
    for (const group of oneOf) if (group.every((name) => values[name] === null)) return left.find(({ field }) => group.includes(field)) ?? bad(named(group, columns), '', 'missing');
    if (others.length === 0) return { values, others: NONE, left };
    const rest: Record<string, Cell> = {};
    for (const { name, at } of others) if (row[at] !== undefined && row[at] !== null && row[at] !== '') rest[name] = row[at];
    return { values, others: storable(rest), left };
  };
}

const NONE: Readonly<Record<string, Cell>> = {};
const NOTHING_LEFT: readonly Bad[] = [];
const named = (group: readonly string[], columns: Columns): string => group.find((name) => columns[name]) ?? group[0]!;

function tooWide(row: Row, width: number): Bad | null {
  const last = row.at(-1);
  if (last === BROKEN) return bad('', row.slice(0, -1).join(','), 'quote');
  if (last === NO_JSON) return bad('', '', 'json');
  // Trailing delimiters are common and harmless.
  return row.slice(width).every((cell) => cell === null || cell === '') ? null : bad('', row.join(' | '), 'cells');
}

/** `="0123"`: how shops keep a spreadsheet from taking a number for a quantity. */
const unwrapped = (cell: Cell | undefined): Cell | undefined => (typeof cell === 'string' && cell.charCodeAt(0) === 61 && /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell);

const REASON: Partial<Record<FieldKind, ReasonCode>> = {
  number: 'number', time: 'time', day: 'day', email: 'email', phone: 'phone', currency: 'currency', language: 'language', yesno: 'yesno', kind: 'kind',
};

function unreadable(field: ImportField, cell: Cell): Bad {
  const text = String(cell);
  if (text.includes('\ufffd')) return bad(field.name, text, 'encoding');
  if (text.length > LONGEST) return bad(field.name, text, 'long');
  return bad(field.name, text, REASON[field.kind] ?? 'encoding');
}

type CellReader = (cell: Exclude<Cell, null>) => Value | Unreadable;

function cellReader(kind: FieldKind, { decimal, dateOrder, timeZone, country }: Understanding): CellReader {
  switch (kind) {
    case 'text': return readText;
    case 'number': return (cell) => (typeof cell === 'boolean' ? UNREADABLE : readNumber(cell, decimal));
    case 'time': {
      const read = timeReader(timeZone, dateOrder);
      return (cell) => {
        const time = typeof cell === 'boolean' ? UNREADABLE : read(cell);
        return typeof time === 'number' && (time < 0 || time > LAST) ? UNREADABLE : time;
      };
    }
    case 'day': {
      const read = timeReader('UTC', dateOrder);
      return (cell) => {
        const time = typeof cell === 'boolean' ? UNREADABLE : read(cell);
        return typeof time === 'number' ? new Date(time).toISOString().slice(0, 10) : time;
      };
    }
    case 'email': return (cell) => normaliseEmail(String(cell)) ?? UNREADABLE;
    case 'phone': return (cell) => normalisePhone(String(cell), country) ?? UNREADABLE;
    case 'country': return memo((text) => countryCode(text) ?? text);
    case 'currency': return memo((text) => CURRENCIES[text] ?? (isCurrency(text.toUpperCase()) ? text.toUpperCase() : UNREADABLE));
    case 'language': return memo(readLanguage);
    case 'yesno': return memo((text) => YESNO[text.toLowerCase()] ?? UNREADABLE);
    case 'kind': return memo((text) => KINDS[text.toLowerCase()] ?? UNREADABLE);
  }
}

const isBlank = (cell: Cell): cell is null | '' => cell === null || cell === '' || (typeof cell === 'string' && !(cell.charCodeAt(0) > 32 && cell.charCodeAt(0) < 128) && cell.trim() === '');

function readText(cell: Exclude<Cell, null>): string | Unreadable {
  const text = typeof cell === 'string' ? cell.trim() : String(cell);
  if (text.length > LONGEST || text.includes('\ufffd') || text.includes('\u0000')) return UNREADABLE;
  return text;
}

/** Columns of few different values are understood once a value. */
function memo(read: (text: string) => Value | Unreadable): CellReader {
  const known = new Map<string, Value | Unreadable>();
  return (cell) => {
    const text = String(cell).trim();
    let value = known.get(text);
    if (value === undefined) {
      value = read(text);
      if (known.size > 10_000) known.clear();
      known.set(text, value);
    }
    return value;
  };
}

const CURRENCIES: Readonly<Record<string, string>> = { '£': 'GBP', '€': 'EUR', $: 'USD', 人民币: 'CNY', 人民幣: 'CNY', RMB: 'CNY', 元: 'CNY', 新台币: 'TWD', 新臺幣: 'TWD', 新台幣: 'TWD', 'NT$': 'TWD', 港币: 'HKD', 港幣: 'HKD', 'HK$': 'HKD', 美元: 'USD', 欧元: 'EUR', 歐元: 'EUR' };
const YES = ['yes', 'y', 'true', '1', 'on', 'x', 'granted', 'subscribed', 'opted in', '是', '同意', '已订阅', '已訂閱', '有'];
const NO = ['no', 'n', 'false', '0', 'off', 'withdrawn', 'unsubscribed', 'opted out', '否', '不同意', '未订阅', '未訂閱', '已退订', '已退訂', '无', '無'];
const YESNO: Readonly<Record<string, string>> = { ...Object.fromEntries(YES.map((word) => [word, 'yes'])), ...Object.fromEntries(NO.map((word) => [word, 'no'])) };
const KINDS: Readonly<Record<string, string>> = {
  sale: 'sale', order: 'sale', purchase: 'sale', 销售: 'sale', 銷售: 'sale', 订单: 'sale', 訂單: 'sale', return: 'return', refund: 'return', cancellation: 'return', 退货: 'return', 退貨: 'return', 退款: 'return',
  fee: 'fee', shipping: 'fee', postage: 'fee', 费用: 'fee', 費用: 'fee', 运费: 'fee', 運費: 'fee', adjustment: 'adjustment', 调整: 'adjustment', 調整: 'adjustment',
};
const NAMED: Readonly<Record<string, string>> = { english: 'en', 英语: 'en', 英文: 'en', 英語: 'en', chinese: 'zh-Hans', 中文: 'zh-Hans', 简体中文: 'zh-Hans', 繁體中文: 'zh-Hant', 繁体中文: 'zh-Hant', german: 'de', french: 'fr', spanish: 'es', japanese: 'ja', 日语: 'ja', 日語: 'ja' };

function readLanguage(text: string): string | Unreadable {
  const named = NAMED[text.toLowerCase()];
  if (named) return named;
  if (!/^[a-z]{2,3}(?:[-_][a-z0-9]+)*$/i.test(text)) return UNREADABLE;
  const tag = text.replaceAll('_', '-').toLowerCase();
  return tag.startsWith('zh') ? languageOf(tag) : tag.split('-')[0]!;
}
