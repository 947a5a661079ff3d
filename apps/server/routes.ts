import { consentRoutes, currencyRoutes, customerRoutes, segmentRoutes as segments } from '#customers/index.ts';
import { routes as adjust } from '#loop/adjust/index.ts';
import { routes as engage } from '#loop/engage/index.ts';
import { routes as home } from '#loop/home/index.ts';
import { importRoutes, ingestRoutes, reportRoutes, resultRoutes, type Ingest } from '#loop/measure/index.ts';
import { routes as plan } from '#loop/plan/index.ts';
import type { Auth } from '#platform/auth/auth.ts';
import type { Keys } from '#platform/auth/keys.ts';
import type { AnyRoute } from '#platform/http/route.ts';
import { settingsRoutes } from '#platform/workspace/settings.ts';
import { startRoutes, type SampleLoader } from '#platform/workspace/start.ts';

export interface Parts { auth: Auth; keys: Keys; ingest: Ingest; sample: SampleLoader }

/** Every route of the product, from the front doors of its parts. */
export function collectRoutes({ auth, keys, ingest, sample }: Parts): AnyRoute[] {
  return [
    ...startRoutes({ auth, sample }), ...settingsRoutes({ auth, keys }), ...home,
    ...currencyRoutes, ...customerRoutes, ...consentRoutes, ...segments, ...importRoutes, ...reportRoutes, ...plan, ...engage, ...resultRoutes, ...ingestRoutes(ingest), ...adjust,
  ];
}
