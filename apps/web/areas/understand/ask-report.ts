import { useQuery, keepPreviousData } from '@tanstack/react-query';
import type { GetReportResponse } from '#client/gen/types.gen.ts';
import { reportCards } from '#loop/measure/reports/cards.gen.ts';
import type { Report } from '#loop/measure/reports/contract.ts';
import { api } from '../../api.ts';
import type { Span } from '../../kit/period.ts';

export const reportOf = (id: string): Report | null => reportCards.find((report) => report.id === id) ?? null;

/**
 * A report's answer over a span; the last one stays while a new one is fetched, so that nothing jumps.
 * @param beside whether another report of the span on the page says what is left out of sums
 */
export function useReport(id: string, { from, to }: Span, beside = false) {
  return useQuery({
    queryKey: ['report', id, from, to, beside],
    queryFn: ({ signal }) => api.get<GetReportResponse>(`/reports/${id}`, { from, to, ...(beside ? { leftOut: 'false' } : {}) }, signal),
    placeholderData: keepPreviousData,
  });
}
