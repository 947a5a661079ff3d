import type { Advice, Proposal } from './contract.ts';
import type { CampaignEvidence } from '../evidence.ts';

export const advice: Advice<'campaigns'> = {
  id: 'stop-what-loses',
  names: { en: 'Stop what loses money', 'zh-Hans': '停止亏损的活动', 'zh-Hant': '停止虧損的活動' },
  needs: ['campaigns'],
  judge({ campaigns }) {
    const [first, ...rest] = campaigns.flatMap((campaign) => proposalFor(campaign) ?? []);
    return first ? { proposals: [first, ...rest] } : { nothing: {
      en: 'No campaign has been shown to bring less than it costs.',
      'zh-Hans': '没有活动被证实入不敷出。',
      'zh-Hant': '沒有活動被證實入不敷出。',
    } };
  },
};

/** Even the upper end of what it added lies below its cost: the money is saved by not doing it again. */
function proposalFor(campaign: CampaignEvidence): Proposal | null {
  if (!campaign.over || 'unknown' in campaign.added || campaign.added.revenue === null || campaign.cost === 0) return null;
  const { revenue } = campaign.added;
  if (revenue.high >= campaign.cost) return null;
  return {
    subject: `campaign:${campaign.id}`,
    title: {
      en: `Do not repeat “${campaign.name}”`,
      'zh-Hans': `不要再重复“${campaign.name}”`,
      'zh-Hant': `不要再重複「${campaign.name}」`,
    },
    because: {
      en: 'Compared with the hold-out, even the upper end of what it added is below what it cost.',
      'zh-Hans': '与对照组相比，即使按区间上限计算，增量也低于成本。',
      'zh-Hant': '與對照組相比，即使按區間上限計算，增量也低於成本。',
    },
    gain: { value: Math.round(campaign.cost - revenue.value), low: Math.round(campaign.cost - revenue.high), high: Math.round(campaign.cost - revenue.low), level: revenue.level, unit: 'money' },
    change: { kind: 'stop campaign', campaign: campaign.id },
  };
}
