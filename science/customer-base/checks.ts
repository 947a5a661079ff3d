/** What every model of purchase histories asks of its rows, and its words for why no answer came. */
import type { Card, Outcome, Reason, Table } from '../models/contract.ts';
import { needColumns, needRows, unsettled } from '../models/checks.ts';
import type { Maximum } from './maximise.ts';

/** Fewest customers who came back from which a spread of four parameters is worth estimating. */
export const FEWEST_REPEATERS = 20;

/** A numeric column that `needColumns` has found to be there. */
export function numbers(table: Table, name: string): Float64Array {
  const values = table.columns[name];
  if (!(values instanceof Float64Array)) throw new TypeError(`Column "${name}" was not checked before use.`);
  return values;
}

/** More purchases than this by one customer are no purchases; sums over them would take for ever. */
const MOST_PURCHASES = 1_000_000;

/** frequency is whole and no larger than MOST_PURCHASES, 0 <= recency <= age (not 0 for everybody who bought again), age > 0. */
export function wrongHistory(table: Table, card: Pick<Card, 'columns'>): Reason | null {
  const why = needColumns(table, card) ?? needRows(table, 1);
  if (why) return why;
  const [x, tx, T] = [numbers(table, 'frequency'), numbers(table, 'recency'), numbers(table, 'age')];
  for (let row = 0; row < table.rows; row++) {
    if (!(T[row] > 0)) {
      return { code: 'age-not-positive', column: 'age', row, value: String(T[row]), sentence: `Row ${row + 1}: the customer was observed for no time. Leave out customers acquired at the very end.` };
    }
    if (x[row] > MOST_PURCHASES) {
      return { code: 'too-frequent', column: 'frequency', row, value: String(x[row]), sentence: `Row ${row + 1}: ${x[row]} purchases by one customer. Count purchases, not pieces or money.` };
    }
    if (x[row] > 0 && !(tx[row] >= 0 && tx[row] <= T[row])) {
      return { code: 'recency-beyond-age', column: 'recency', row, value: String(tx[row]), sentence: `Row ${row + 1}: the last purchase at ${tx[row]} lies outside 0 to ${T[row]}, the time observed. Count both from the first purchase, in the same unit.` };
    }
  }
  const back = x.findIndex((v) => v > 0);
  if (back >= 0 && !x.some((v, row) => v > 0 && tx[row] > 0)) {
    return { code: 'recency-missing', column: 'recency', row: back, value: String(tx[back]), sentence: 'Nobody who bought again has a recency above 0. It is the time from the first purchase to the last one.' };
  }
  return null;
}

/** Windows that end further ahead than this many times the longest observation are a wrong unit, and their series hardly converge. */
const FARTHEST = 100;

export function tooFarAhead(to: number, longestAge: number): Reason | null {
  return to <= FARTHEST * longestAge ? null : {
    code: 'too-far-ahead', column: 'horizon', value: String(to),
    sentence: `The window ends ${to} after the observation, more than ${FARTHEST} times as long as any customer was observed (${longestAge}). Give it in the same unit of time, or take a shorter one.`,
  };
}

export function tooFewRepeaters(repeaters: number): Reason | null {
  return repeaters >= FEWEST_REPEATERS ? null : {
    code: 'too-few-repeaters', value: String(repeaters),
    sentence: `Only ${repeaters} customers bought again; at least ${FEWEST_REPEATERS} are needed to tell customers apart. Wait for more purchases or observe longer.`,
  };
}

/** Says why the search for the most likely parameters gave no trustworthy answer. */
export function unsettledSearch(got: Extract<Maximum, { settled: false }>, names: readonly string[], simpler: string): Outcome<never> {
  const name = names[got.weakest] ?? 'a coefficient';
  if (got.why === 'flat') {
    return unsettled({
      code: 'not-identified', value: name,
      sentence: `These data fit equally well with widely different values of "${name}": they do not tell it. ${simpler}`,
    });
  }
  return unsettled({
    code: 'no-optimum', value: name,
    sentence: `No set of parameters stood out as most likely after ${got.iterations} steps from several starts. Check the rows for wrong units. ${simpler}`,
  });
}
