/** Checks every model makes before it computes; each answers with the reason for a refusal, or null. */
import type { Card, Column, Option, Options, Outcome, Reason, Table } from './contract.ts';

export function declined(why: Reason): Outcome<never> {
  return { status: 'declined', why };
}

export function unsettled(why: Reason): Outcome<never> {
  return { status: 'unsettled', why };
}

/** Every declared column is there (unless optional), of the declared kind, of full length, and finite. */
export function needColumns(table: Table, card: Pick<Card, 'columns'>): Reason | null {
  for (const column of card.columns) {
    if (column.repeated) {
      for (const [name, values] of Object.entries(table.columns)) {
        const why = name.startsWith(column.name) ? wrongColumn(table, { ...column, name }, values) : null;
        if (why) return why;
      }
      continue;
    }
    const values = table.columns[column.name];
    if (values === undefined) {
      if (column.optional) continue;
      return { code: 'column-missing', column: column.name, sentence: `The column "${column.name}" (${column.means}) is needed.` };
    }
    const why = wrongColumn(table, column, values);
    if (why) return why;
  }
  return null;
}

function wrongColumn(table: Table, column: Column, values: Float64Array | string[]): Reason | null {
  const name = column.name;
  if (values.length !== table.rows) {
    return { code: 'column-length', column: name, sentence: `The column "${name}" has ${values.length} entries for ${table.rows} rows.` };
  }
  if (column.kind === 'text') {
    return Array.isArray(values) ? null : { code: 'column-kind', column: name, sentence: `The column "${name}" must hold text.` };
  }
  if (Array.isArray(values)) return { code: 'column-kind', column: name, sentence: `The column "${name}" must hold numbers.` };
  if (column.kind === 'count') return finite(name, values) ?? counts(name, values);
  if (column.kind === 'flag') return flags(name, values);
  return finite(name, values) ?? (column.kind === 'time' ? times(name, values) : null);
}

/** Beyond this a sum of fourth powers is no number any more, and nothing that is measured comes near. */
const LARGEST = 1e50;

/** Days since 1970 within some 27,000 years: what lies beyond is a time in another unit. */
const FARTHEST_DAY = 1e7;

function times(name: string, values: ArrayLike<number>): Reason | null {
  for (let row = 0; row < values.length; row++) {
    const t = values[row] as number;
    if (Math.abs(t) > FARTHEST_DAY) {
      return { code: 'not-a-time', column: name, row, value: String(t), sentence: `Row ${row + 1} of "${name}" lies more than 27,000 years from today. Give times as days since 1970-01-01.` };
    }
  }
  return null;
}

/** No entry is missing, infinite or too large to be squared and summed. */
export function finite(name: string, values: ArrayLike<number>): Reason | null {
  for (let row = 0; row < values.length; row++) {
    if (Math.abs(values[row] as number) > LARGEST && Number.isFinite(values[row])) {
      return { code: 'too-large', column: name, row, value: String(values[row]), sentence: `Row ${row + 1} of "${name}" is too large to compute with. Correct it or give the column in a larger unit.` };
    }
    if (!Number.isFinite(values[row])) {
      return { code: 'not-a-number', column: name, row, value: String(values[row]), sentence: `Row ${row + 1} of "${name}" holds no number. Correct it or leave the row out.` };
    }
  }
  return null;
}

/** Every entry is zero or more. */
export function notNegative(name: string, values: ArrayLike<number>): Reason | null {
  for (let row = 0; row < values.length; row++) {
    if ((values[row] as number) < 0) {
      return { code: 'negative', column: name, row, value: String(values[row]), sentence: `Row ${row + 1} of "${name}" is below zero, which cannot be.` };
    }
  }
  return null;
}

/** Every entry is a whole number of zero or more. */
export function counts(name: string, values: ArrayLike<number>): Reason | null {
  for (let row = 0; row < values.length; row++) {
    const v = values[row] as number;
    if (v > Number.MAX_SAFE_INTEGER) {
      return { code: 'too-large', column: name, row, value: String(v), sentence: `Row ${row + 1} of "${name}" is larger than anything that can be counted. Correct it or leave the row out.` };
    }
    if (v < 0 || !Number.isInteger(v)) {
      return { code: 'not-a-count', column: name, row, value: String(v), sentence: `Row ${row + 1} of "${name}" is not a whole number of zero or more.` };
    }
  }
  return null;
}

/** Every entry is 0 or 1. */
export function flags(name: string, values: ArrayLike<number>): Reason | null {
  for (let row = 0; row < values.length; row++) {
    const v = values[row];
    if (v !== 0 && v !== 1) {
      return { code: 'not-a-flag', column: name, row, value: String(v), sentence: `Row ${row + 1} of "${name}" is neither 0 nor 1.` };
    }
  }
  return null;
}

/** At least `least` rows. */
export function needRows(table: Table, least: number): Reason | null {
  return table.rows >= least ? null : {
    code: 'too-few-rows', value: String(table.rows),
    sentence: `There are ${table.rows} rows; at least ${least} are needed. Gather more data and try again.`,
  };
}

/** Option values with their defaults filled in; each is of its declared kind. */
export interface Settings {
  number(name: string): number;
  text(name: string): string;
  flag(name: string): boolean;
  numbers(name: string): number[];
  texts(name: string): string[];
  has(name: string): boolean;
}

/** Reads options against their declarations; a value of the wrong kind or out of bounds is the reason for a refusal. */
export function readSettings(declared: readonly Option[], given: Options): { settings: Settings; why: null } | { settings: null; why: Reason } {
  const values = new Map<string, Option['default']>();
  for (const option of declared) {
    const value = given[option.name] ?? option.default;
    const why = value === null ? null : wrongOption(option, value);
    if (why) return { settings: null, why };
    values.set(option.name, value);
  }
  const get = <T>(name: string, is: (v: unknown) => v is T): T => {
    const value = values.get(name);
    if (!is(value)) throw new TypeError(`Option "${name}" is not declared so, or has no default.`);
    return value;
  };
  const settings: Settings = {
    number: (name) => get(name, (v): v is number => typeof v === 'number'),
    text: (name) => get(name, (v): v is string => typeof v === 'string'),
    flag: (name) => get(name, (v): v is boolean => typeof v === 'boolean'),
    numbers: (name) => get(name, (v): v is number[] => Array.isArray(v)),
    texts: (name) => get(name, (v): v is string[] => Array.isArray(v)),
    has: (name) => values.get(name) !== null && values.get(name) !== undefined,
  };
  return { settings, why: null };
}

function wrongOption(option: Option, value: NonNullable<Option['default']>): Reason | null {
  const bad = (what: string): Reason => ({
    code: 'option-invalid', column: option.name, value: String(value), sentence: `The option "${option.name}" (${option.means}) ${what}.`,
  });
  if (option.kind === 'flag') return typeof value === 'boolean' ? null : bad('must be yes or no');
  if (option.kind === 'text') return typeof value === 'string' ? null : bad('must be text');
  if (option.kind === 'choice') return option.choices?.includes(String(value)) ? null : bad(`must be one of ${option.choices?.join(', ') ?? ''}`);
  if (option.kind === 'texts') return Array.isArray(value) && value.every((v) => typeof v === 'string') ? null : bad('must be a list of texts');
  const list: unknown[] = option.kind === 'numbers' ? (Array.isArray(value) ? value : [undefined]) : [value];
  for (const v of list) {
    if (typeof v !== 'number' || !Number.isFinite(v)) return bad('must be a number');
    if (option.kind === 'count' && !Number.isInteger(v)) return bad('must be a whole number');
    if (option.min !== undefined && v < option.min) return bad(`must be at least ${option.min}`);
    if (option.max !== undefined && v > option.max) return bad(`must be at most ${option.max}`);
  }
  return null;
}
