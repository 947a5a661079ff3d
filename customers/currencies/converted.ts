import type { QueryOptions, Parameters } from '#platform/clickhouse/store.ts';
import type { Room, Workspace } from '#platform/tools/tools.ts';
import { fractionDigits } from '#vocabulary/currency.ts';
import { Period } from '#vocabulary/period.ts';
import { NOTHING_BUILT, readBuilt } from './built.ts';
import others from './others.sql';
import productMonths from './product-months.sql';
import products from './products.sql';
import totals from './totals.sql';

export type Asking = Pick<Room, 'events' | 'workspace'>;

/**
 * What one minor unit of `t.currency` is worth in minor units of the workspace's; 0 where nobody has given a rate. The
 * latest rate counts whose month has begun, in the workspace's zone.
 */
const FACTOR = 'arrayLast(rate -> rate[1] <= toYYYYMM(t.time, {zone:String}), {rates:Map(String, Array(Array(Float64)))}[t.currency])[2]';
const OWN = 't.currency = {home:String}';
/** Without any rate there is nothing to multiply, which a history of a million lines notices. */
const WORTH = {
  alone: { AMOUNT: `if(${OWN}, t.amount, 0)`, EXACT: `if(${OWN}, t.amount, 0)`, COUNTED: OWN },
  rated: { AMOUNT: `if(${OWN}, t.amount, toInt64(round(t.amount * ${FACTOR})))`, EXACT: `toFloat64(t.amount) * if(${OWN}, 1, ${FACTOR})`, COUNTED: `(${OWN} OR ${FACTOR} > 0)` },
} as const;
const RELATIONS = { converted_totals: totals, converted_products: products, foreign_totals: others } as const;

/**
 * The statement with three relations that it may read like tables:
 * `converted_totals` are `order_totals` without rows that were replaced, with `amount` in minor units of the workspace's
 * currency and `counted`, which is 0 (and `amount` with it) where nobody has given a rate; `foreign_totals` are the totals
 * in other currencies, as they came.
 * `converted_products` is what was sold and returned of each product from `{from:Date}` to `{to:Date}`, some rows a
 * product: `amount` is not rounded there (round its sum), and `orders` is for `uniqExactMerge`. Whole months come from
 * `product_months` where they are built, the rest from the lines; which of both makes no difference to any sum.
 */
export function withConverted(sql: string, { rated, built }: { rated: boolean; built: boolean }): string {
  // What is not built is not asked for either: of a short period that is half of the work.
  const filled = { ...WORTH[rated ? 'rated' : 'alone'], MONTHS: built ? productMonths : '' };
  const named = Object.entries(RELATIONS).filter(([name]) => sql.includes(name))
    .map(([name, relation]) => `${name} AS (${relation.replace(/\b(?:AMOUNT|EXACT|COUNTED|MONTHS)\b/g, (word) => filled[word as keyof typeof filled])})`);
  if (named.length === 0) return sql;
  const [head = ''] = /^(?:\s*--.*\n|\s+)*/.exec(sql) ?? [];
  const rest = sql.slice(head.length);
  return `WITH ${named.join(',\n')}${/^WITH\b/i.test(rest) ? `,${rest.slice(4)}` : `\n${rest}`}`;
}

/** Asks a statement over `converted_totals` and its like; `{zone:String}` may be used in it too. */
export async function readConverted<T>({ events, workspace }: Asking, sql: string, parameters: Parameters = {}, options?: QueryOptions): Promise<T[]> {
  const built = sql.includes('converted_products') ? await readBuilt(events, Period.parse(parameters)) : NOTHING_BUILT;
  return events.rows<T>(withConverted(sql, { rated: workspace.rates.length > 0, built: built.months.length > 0 }), { ...parameters, ...built, zone: workspace.timeZone, home: workspace.currency, rates: factors(workspace) }, options);
}

/** By currency: months as YYYYMM, ascending, each with its factor between minor units. */
function factors({ currency: home, rates }: Workspace): Map<string, number[][]> {
  const byCurrency = new Map<string, number[][]>();
  for (const { currency, since, rate } of [...rates].sort((a, b) => a.since.localeCompare(b.since))) {
    const known = byCurrency.get(currency) ?? [];
    known.push([Number(since.replace('-', '')), rate * 10 ** (fractionDigits(home) - fractionDigits(currency))]);
    byCurrency.set(currency, known);
  }
  return byCurrency;
}
