import { readCampaigns, type Campaign } from '#loop/engage/index.ts';
import { readArms, readResults, type ArmResult, type Results } from '#loop/measure/index.ts';
import { addDays } from '#loop/plan/index.ts';
import type { Room } from '#platform/tools/tools.ts';

/** A launched campaign and what came of it. `over`: its window has passed, nothing more will count. */
export interface CampaignEvidence {
  id: number;
  name: string;
  over: boolean;
  endsOn: string;
  arms: readonly ArmResult[];
  added: Results['added'];
  /** Minor units: the budget or what the messages cost, whichever is more. */
  cost: number;
}

/** Everything that advice may ask for, by name. */
export interface Evidence { campaigns: readonly CampaignEvidence[]; currency: string }
export type EvidenceName = keyof Evidence;

const LAUNCHED: readonly Campaign['state'][] = ['sending', 'paused', 'stopped', 'done'];
const NEWEST = 20;

/** Gathers what the advice needs, each piece once. */
export async function gather(room: Room): Promise<Evidence> {
  const launched = (await readCampaigns(room)).filter((campaign) => LAUNCHED.includes(campaign.state)).slice(0, NEWEST);
  const now = room.tools.clock.now().toISOString().slice(0, 10);
  const campaigns = await Promise.all(launched.map(async (campaign): Promise<CampaignEvidence> => {
    const [results, arms] = await Promise.all([readResults(room, campaign), readArms(room, campaign)]);
    const endsOn = addDays(campaign.launchedAt!.slice(0, 10), campaign.windowDays);
    return { id: campaign.id, name: campaign.name, over: now > endsOn, endsOn, arms, added: results.added, cost: Math.max(results.cost.budget, results.cost.messages) };
  }));
  return { campaigns, currency: room.workspace.currency };
}
