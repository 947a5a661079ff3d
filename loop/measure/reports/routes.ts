import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import { leftOutOf, runReport } from './run.ts';
import { reports } from './index.gen.ts';

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/reports', operation: 'listReports', area: 'measure', access: 'viewer', summary: 'The questions that reports answer.',
    shapes: { response: z.object({ reports: z.array(z.object({ id: z.string(), question: z.string(), stage: z.string(), columns: z.array(z.object({ name: z.string(), kind: z.string(), label: z.string() })) })) }) },
    handle: async ({ language }) => ({ reports: reports.map(({ report }) => ({
      id: report.id, question: report.question[language], stage: report.stage,
      columns: report.columns.map((column) => ({ name: column.name, kind: column.kind, label: column.label[language] })),
    })) }),
  }),
  route({
    method: 'GET', path: '/reports/:id', operation: 'getReport', area: 'measure', access: 'viewer',
    summary: 'The rows of a report. Inputs are query parameters, most often from and to (days, both included). Money in minor units of the company\'s currency, without the orders in `leftOut`, for whose currency nobody has given a rate; null where the caller has asked that elsewhere and says leftOut=false.',
    shapes: {
      params: z.object({ id: z.string() }), query: z.looseObject({ from: z.iso.date(), to: z.iso.date(), leftOut: z.enum(['true', 'false']).default('true') }),
      response: z.object({ id: z.string(), rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))), leftOut: z.array(LeftOut).nullable() }),
    },
    handle: async (call) => {
      const found = reports.find(({ report }) => report.id === call.params.id);
      if (!found) throw new Fault('access.not-found', { what: 'report', id: call.params.id });
      const [rows, leftOut] = await Promise.all([runReport(call, found, call.query), call.query.leftOut === 'true' ? leftOutOf(call, found, call.query) : null]);
      return { id: call.params.id, rows, leftOut };
    },
  }),
];
