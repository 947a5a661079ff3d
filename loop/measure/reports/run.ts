import { z } from 'zod';
import { readConverted, readLeftOut } from '#customers/index.ts';
import type { Room } from '#platform/tools/tools.ts';
import type { LeftOut } from '#vocabulary/currency.ts';
import type { Report } from './contract.ts';

export interface ReportMember { report: Report; sql: string }
export type ReportRow = Record<string, string | number | null>;

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Checks the inputs, asks the store, and checks the rows against what the report declares. */
export async function runReport(room: Pick<Room, 'events' | 'workspace'>, { report, sql }: ReportMember, inputs: unknown): Promise<ReportRow[]> {
  const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).parse(report.inputs.parse(inputs));
  const rows = await readConverted<unknown>(room, sql, parameters);
  return rows.map((row) => Row.parse(report.row.parse(row)));
}

/** Orders of the period that the report's sums of money do not have, for want of a rate; none where it shows no money. */
export async function leftOutOf(room: Pick<Room, 'events' | 'workspace'>, { report }: ReportMember, period: { from: string; to: string }): Promise<LeftOut[]> {
  return report.columns.some(({ kind }) => kind === 'money') ? readLeftOut(room, period) : [];
}
