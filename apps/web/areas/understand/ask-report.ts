import { useQuery, keepPreviousData } from '@tanstack/react-query';
import type { GetReportResponse } from '#client/gen/types.gen.ts';
import { reportCards } from '#loop/measure/reports/cards.gen.ts';
import type { Report } from '#loop/measure/reports/contract.ts';
import { api } from '../../api.ts';
import type { Span } from '../../kit/period.ts';

export const reportOf = (id: string): Report | null => reportCards.find((report) => report.id === id) ?? null;

/** The rows of a report over a span; the last ones stay while new ones are fetched, so that nothing jumps. */
export function useReport(id: string, { from, to }: Span) {
  return useQuery({
    queryKey: ['report', id, from, to],
    queryFn: async ({ signal }) => (await api.get<GetReportResponse>(`/reports/${id}`, { from, to }, signal)).rows,
    placeholderData: keepPreviousData,
  });
}
