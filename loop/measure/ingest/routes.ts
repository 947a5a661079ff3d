import { z } from 'zod';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Ingest } from './ingest.ts';
import { DROPS } from './steps/contract.ts';

const Health = z.object({
  since: z.iso.datetime().describe('Since when this server counts.'),
  accepted: z.int().describe('Events acknowledged to their senders.'),
  drained: z.int().describe('Events stored, where they can be queried.'),
  dropped: z.partialRecord(z.enum(DROPS), z.int()).describe('Events left out, by reason.'),
  waiting: z.int().describe('Events acknowledged that are on their way to the store.'),
  behindBytes: z.int().describe('Bytes of the whole server\'s journal that the store does not have yet.'),
});

export const ingestRoutes = (ingest: Pick<Ingest, 'health'>): AnyRoute[] => [
  route({
    method: 'GET', path: '/ingest/health', operation: 'getIngestHealth', area: 'measure', access: 'viewer',
    summary: 'How many events came in, were stored, or were left out, and why.',
    shapes: { response: Health },
    handle: async ({ workspace }) => {
      const { since, accepted, drained, dropped, behindBytes } = ingest.health(workspace.id);
      const settled = drained + Object.values(dropped).reduce((all, one) => all + one, 0);
      return { since: since.toISOString(), accepted, drained, dropped, waiting: behindBytes === 0 ? 0 : Math.max(0, accepted - settled), behindBytes };
    },
  }),
];
