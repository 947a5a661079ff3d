import { z } from 'zod';
import { findCampaign } from '#loop/engage/index.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { Results, readResults } from './results.ts';

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/campaigns/:id/results', operation: 'getCampaignResults', area: 'measure', access: 'viewer',
    summary: 'What came of a campaign: messages, clicks, orders after a click, what it added beyond the hold-out, cost, and what was expected.',
    shapes: { params: z.object({ id: z.coerce.number().int().positive() }), response: Results },
    handle: async (call) => readResults(call, await findCampaign(call, call.params.id)),
  }),
];
