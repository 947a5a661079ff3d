import { z } from 'zod';
import type { Room } from '#platform/tools/tools.ts';
import type { Report } from './contract.ts';

export interface ReportMember { report: Report; sql: string }
export type ReportRow = Record<string, string | number | null>;

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Checks the inputs, asks the store, and checks the rows against what the report declares. */
export async function runReport(room: Pick<Room, 'events' | 'workspace'>, { report, sql }: ReportMember, inputs: unknown): Promise<ReportRow[]> {
  const parameters = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).parse(report.inputs.parse(inputs));
  const rows = await room.events.rows<unknown>(sql, { ...parameters, zone: room.workspace.timeZone });
  return rows.map((row) => Row.parse(report.row.parse(row)));
}
