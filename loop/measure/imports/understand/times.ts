import { UNREADABLE, type Unreadable } from './numbers.ts';

export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const HOUR = 3_600_000;
const DATE = /^(?:民[國国]\s*(?=\d))?(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?(.*)$/;
const NAMED = /^(?:(\d{1,2})[-\s]+([A-Za-z]{3,9})\.?[-\s,]+(\d{4})|([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4}))(.*)$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$/;
const CLOCK = /^[T\s,]*(AM|PM|上午|下午)?\s*(\d{1,2})[:时時點点h](\d{1,2})(?:分|[:分](\d{1,2})(?:[.,](\d{1,9}))?秒?)?\s*(AM|PM)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads instants. A time without a zone is the given zone's wall clock; a day alone is its midnight. In the hour that a
 * clock change repeats, the first pass is meant; in the hour it skips, the time after.
 */
export function timeReader(timeZone: string, order: DateOrder): (cell: string | number) => number | Unreadable {
  const toUtc = utcOf(timeZone);
  let lastCell: string | number | undefined;
  let last: number | Unreadable = UNREADABLE;
  return (cell) => {
    if (cell !== lastCell) { lastCell = cell; last = readTime(cell, order, toUtc); }
    return last;
  };
}

function readTime(cell: string | number, order: DateOrder, toUtc: (wall: number) => number): number | Unreadable {
  if (typeof cell === 'number' && !(cell >= 19_000_101 && cell <= 22_001_231)) return fromNumber(cell, toUtc);
  const text = String(cell).trim().normalize('NFKC');
  const compact = COMPACT.exec(text);
  if (compact) return wallClock(compact.slice(1, 4).map(Number) as Ymd, compact[4] ? `${compact[4]}:${compact[5]}:${compact[6] ?? '00'}` : '', toUtc);
  if (/^\d{9,10}(\.\d+)?$|^\d{12,13}$/.test(text)) return fromNumber(Number(text), toUtc);
  const named = NAMED.exec(text);
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[4]!).slice(0, 3).toLowerCase()) + 1;
    return wallClock([Number(named[3] ?? named[6]), month, Number(named[1] ?? named[5])], named[7]!, toUtc);
  }
  const date = DATE.exec(text);
  if (!date) return UNREADABLE;
  const year = text.startsWith('民') ? date[1]!.padStart(3, '0') : date[1]!;
  const ymd = ordered(year, date[2]!, date[3]!, order);
  return ymd ? wallClock(ymd, date[4]!, toUtc) : UNREADABLE;
}

type Ymd = [year: number, month: number, day: number];

/** Years of the Republic (民國) began with 1912. */
const REPUBLIC = 1911;

/** A four-digit number is the year wherever it stands, one of three digits in front a year of the Republic; two digits are of 1970 to 2069. */
function ordered(a: string, b: string, c: string, order: DateOrder): Ymd | null {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  if (a.length === 4) return [first, second, third];
  if (a.length === 3) return [first + REPUBLIC, second, third];
  if (c.length === 3) return null;
  const year = (n: number, text: string): number => (text.length === 4 ? n : n < 70 ? 2000 + n : 1900 + n);
  if (order === 'ymd') return c.length === 4 ? null : [year(first, a), second, third];
  return order === 'dmy' ? [year(third, c), second, first] : [year(third, c), first, second];
}

function wallClock([year, month, day]: Ymd, clock: string, toUtc: (wall: number) => number): number | Unreadable {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return UNREADABLE;
  const midnight = Date.UTC(year, month - 1, day);
  if (clock.trim() === '') return toUtc(midnight);
  const parts = CLOCK.exec(clock);
  if (!parts) return UNREADABLE;
  const half = (parts[1] ?? parts[6] ?? '').toUpperCase();
  let hour = Number(parts[2]);
  const [minute, second] = [Number(parts[3]), Number(parts[4] ?? 0)];
  if (half && (hour < 1 || hour > 12) && half !== '上午') return UNREADABLE;
  if ((half === 'PM' || half === '下午') && hour < 12) hour += 12;
  if ((half === 'AM' || half === '上午') && hour === 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 59) return UNREADABLE;
  const wall = midnight + hour * HOUR + minute * 60_000 + second * 1000 + Number((parts[5] ?? '0').padEnd(3, '0').slice(0, 3));
  const zone = parts[7]?.toUpperCase();
  if (!zone) return toUtc(wall);
  if (zone.length < 5) return wall;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return wall - (zone[0] === '-' ? -minutes : minutes) * 60_000;
}

/** Unix seconds or milliseconds, or a workbook's count of days since 1899-12-30. */
function fromNumber(value: number, toUtc: (wall: number) => number): number | Unreadable {
  if (value >= 1e11 && value < 7e12) return Math.round(value);
  if (value >= 1e8 && value < 7e9) return Math.round(value * 1000);
  if (value >= 10_000 && value < 110_000) return toUtc(Math.round((value - 25_569) * 86_400) * 1000);
  return UNREADABLE;
}

/** Turns a zone's wall clock (as if it were UTC) into the instant; offsets are asked for once an hour of the calendar. */
export function utcOf(timeZone: string): (wall: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  const offsetAt = (instant: number): number => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - Math.floor(instant / 1000) * 1000;
  };
  const quarter = HOUR / 4; // the finest step at which any zone has ever changed its clock since 1970
  const offsets = new Map<number, number>();
  const resolved = (key: number): number => {
    const first = offsetAt(key * quarter - offsetAt(key * quarter));
    const early = offsetAt(key * quarter - 3 * HOUR - first);
    // Before the change the larger offset may still hold: the first of two passes.
    return offsetAt(key * quarter - early) === early ? early : first;
  };
  const remembered = (key: number): number => {
    let offset = offsets.get(key);
    if (offset === undefined) {
      if (offsets.size > 50_000) offsets.clear();
      offsets.set(key, (offset = resolved(key)));
    }
    return offset;
  };
  const DAY = 96;
  return (wall) => {
    const key = Math.floor(wall / quarter);
    const midnight = Math.floor(key / DAY) * DAY;
    // On all but two days of a year the clock is the same from midnight to midnight, and the day is asked for once.
    const offset = remembered(midnight);
    return wall - (offset === remembered(midnight + DAY) ? offset : remembered(key));
  };
}

/** The order of day and month that every sample allows; where both do, what the zone's people write. */
export function guessDateOrder(samples: readonly string[], timeZone: string): DateOrder {
  let firstOver = false;
  let secondOver = false;
  let yearFirst = false;
  let yearLast = false;
  for (const sample of samples) {
    const date = DATE.exec(sample.trim().normalize('NFKC'));
    if (!date) continue;
    if (date[1]!.length > 2 || date[0].startsWith('民')) { yearFirst = true; continue; }
    if (date[3]!.length === 4) yearLast = true;
    if (Number(date[1]) > 12) firstOver = true;
    if (Number(date[2]) > 12) secondOver = true;
  }
  if (firstOver && !secondOver) return 'dmy';
  if (secondOver) return 'mdy';
  if (yearFirst && !yearLast) return 'ymd';
  return /^America\/(?!Argentina|Sao|Bogota|Lima|Mexico|Santiago|Caracas)/.test(timeZone) ? 'mdy' : !yearLast && /^Asia\/(Shanghai|Taipei|Hong_Kong|Macau|Tokyo|Seoul)/.test(timeZone) ? 'ymd' : 'dmy';
}
