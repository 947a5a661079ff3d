import type { Column, Option, Options } from '#science/models/contract.ts';
import { Trouble } from '../connection.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const YES = ['1', 'true', 'yes'];
const NO = ['0', 'false', 'no'];
const DAY = 86_400_000;

/** Where a value stands, for the sentence about it. */
interface Place { file: string; column: string; row: number }

/** One cell as a number; a time becomes days since 1970-01-01 (UTC). */
export function readValue(text: string, kind: Exclude<Column['kind'], 'text'>, { file, column, row }: Place): number {
  const value = text.trim();
  const wrong = (what: string): Trouble => new Trouble(`${file}: row ${row} of the column "${column}" ${value === '' ? 'is empty' : `holds "${value}"`}, but ${what} is needed. Correct it or leave the row out.`);
  if (kind === 'flag') {
    if (YES.includes(value.toLowerCase())) return 1;
    if (NO.includes(value.toLowerCase())) return 0;
    throw wrong('yes or no (1 or 0)');
  }
  const number = (kind === 'time' ? days(value) : null) ?? asNumber(value);
  if (number === null) throw wrong(kind === 'time' ? 'a day such as 2024-03-31 or a number of days since 1970' : 'a number');
  if (kind === 'count' && (number < 0 || !Number.isInteger(number))) throw wrong('a whole number of zero or more');
  return number;
}

function asNumber(text: string): number | null {
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Days since 1970 of an ISO date or time; without a zone it is UTC. A day that no calendar has is none. */
function days(text: string): number | null {
  const parts = DATE.exec(text);
  const day = parts?.[1];
  if (!parts || day === undefined) return null;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  const time = parts[2] === undefined ? midnight.getTime() : Date.parse(`${day}T${parts[2].slice(1)}${parts[5] === undefined ? 'Z' : ''}`);
  return Number.isNaN(time) ? null : time / DAY;
}

/** The ISO form of days since 1970: a date, with the time where it is no midnight. */
export function isoOf(value: number): string {
  const text = new Date(Math.round(value * DAY)).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

/** `name=value` words, as given again and again. */
export function readPairs(words: readonly string[]): [string, string][] {
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at < 1) throw new Trouble(`"${word}" must have the form name=value.`);
    return [word.slice(0, at), word.slice(at + 1)];
  });
}

/** Option values by their declarations; lists are parted by commas, and dates may stand for numbers of days. */
export function readOptions(declared: readonly Option[], words: readonly string[]): Options {
  const options: Options = {};
  for (const [name, text] of readPairs(words)) {
    const option = declared.find((one) => one.name === name);
    if (!option) throw new Trouble(declared.length === 0 ? `There is no option "${name}": the model has none.` : `There is no option "${name}". There are: ${declared.map((one) => one.name).join(', ')}.`);
    options[name] = readOption(option, text);
  }
  return options;
}

function readOption({ name, kind }: Option, text: string): number | string | boolean | number[] | string[] {
  const wrong = (value: string, what: string): Trouble => new Trouble(`The option "${name}" is "${value}", but ${what} is needed.`);
  const number = (value: string): number => {
    const read = asNumber(value.trim()) ?? days(value.trim());
    if (read === null) throw wrong(value, 'a number');
    return read;
  };
  if (kind === 'text' || kind === 'choice') return text;
  if (kind === 'numbers') return text === '' ? [] : text.split(',').map(number);
  if (kind === 'texts') return text === '' ? [] : text.split(',').map((part) => part.trim());
  if (kind !== 'flag') return number(text);
  if (YES.includes(text.toLowerCase())) return true;
  if (NO.includes(text.toLowerCase())) return false;
  throw wrong(text, 'yes or no');
}
