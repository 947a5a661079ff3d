import type { LeftOut } from '#vocabulary/currency.ts';
import { readConverted, type Asking } from './converted.ts';
import inUse from './in-use.sql';
import leftOut from './left-out.sql';

/** In no zone does it begin before 1970, where the store's times begin. */
const EVER = { from: '1970-01-02', to: '2105-12-31' };

/** Orders of a period (days, both included) that sums of money do not have, for want of a rate; the most first. */
export const readLeftOut = (room: Asking, period: { from?: string; to?: string } = {}): Promise<LeftOut[]> =>
  readConverted<LeftOut>(room, leftOut, { from: period.from ?? EVER.from, to: period.to ?? EVER.to });

/** Months as YYYY-MM, in the workspace's zone. */
export interface CurrencyInUse extends LeftOut { leftOut: number; first: string; last: string }

/** Every other currency that orders came in, the most used first. */
export async function readCurrencies(room: Asking): Promise<CurrencyInUse[]> {
  const rows = await readConverted<LeftOut & { left_out: number; first: string; last: string }>(room, inUse);
  return rows.map(({ left_out: without, ...row }) => ({ ...row, leftOut: without }));
}
