import type { AnyRoute } from '#platform/http/route.ts';
import { routes as campaigns } from './campaigns/routes.ts';
import { routes as catcher } from './catcher/routes.ts';

export { Campaign, findCampaign, readCampaigns } from './campaigns/campaign.ts';
export { openCatcher, type Catcher } from './catcher/catcher.ts';
export { channels } from './channels/index.gen.ts';
export { handleSending, sendCampaign, startSending, type Senders } from './delivery/jobs.ts';
export { HEARING, hearReturns, hearingOf, type Hearing } from './returns/hearing.ts';
export { registerMessageAddresses } from './delivery/public.ts';

export const routes: AnyRoute[] = [...campaigns, ...catcher];
