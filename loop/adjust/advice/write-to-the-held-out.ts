import { dayInWords } from '#vocabulary/day-in-words.ts';
import type { Advice, Proposal } from './contract.ts';
import type { CampaignEvidence } from '../evidence.ts';

export const advice: Advice<'campaigns'> = {
  id: 'write-to-the-held-out',
  names: { en: 'Write to those held out', 'zh-Hans': '补发给对照组', 'zh-Hant': '補發給對照組' },
  needs: ['campaigns'],
  judge({ campaigns }) {
    if (campaigns.length === 0) return NO_CAMPAIGN;
    const proposals = campaigns.flatMap((campaign) => proposalFor(campaign) ?? []);
    const [first, ...rest] = proposals;
    return first ? { proposals: [first, ...rest] } : nothing(campaigns);
  },
};

const NO_CAMPAIGN = { nothing: {
  en: 'No campaign has been launched yet. Launch one with a hold-out, and what it added will show here.',
  'zh-Hans': '还没有启动过活动。请启动一个带对照组的活动，这里会显示它带来的增量。',
  'zh-Hant': '還沒有啟動過活動。請啟動一個帶對照組的活動，這裡會顯示它帶來的增量。',
} };

/**
 * The hold-out was drawn by chance from the same audience, so what a message added for each person treated is what it is
 * expected to add for each person held out. Only proposed when the whole interval lies above nothing.
 */
function proposalFor(campaign: CampaignEvidence): Proposal | null {
  if (!campaign.over || 'unknown' in campaign.added || campaign.added.revenue === null) return null;
  const { revenue } = campaign.added;
  const treated = campaign.arms.find((arm) => arm.arm === 'treatment')?.people ?? 0;
  const held = campaign.arms.find((arm) => arm.arm === 'holdout')?.people ?? 0;
  if (revenue.low <= 0 || treated === 0 || held === 0) return null;
  const share = held / treated;
  return {
    subject: `campaign:${campaign.id}`,
    title: {
      en: `Send “${campaign.name}” to the ${held} people who were held out`,
      'zh-Hans': `把“${campaign.name}”补发给对照组的 ${held} 人`,
      'zh-Hant': `把「${campaign.name}」補發給對照組的 ${held} 人`,
    },
    because: {
      en: 'It brought more from those who got it than from those held out by chance, and the whole interval lies above zero.',
      'zh-Hans': '与随机留出的对照组相比，收到的人带来了更多销售额，且整个区间都在零以上。',
      'zh-Hant': '與隨機留出的對照組相比，收到的人帶來了更多銷售額，且整個區間都在零以上。',
    },
    gain: { value: Math.round(revenue.value * share), low: Math.round(revenue.low * share), high: Math.round(revenue.high * share), level: revenue.level, unit: 'money' },
    change: { kind: 'new campaign', copyOf: campaign.id, audience: 'held out', people: held },
  };
}

function nothing(campaigns: readonly CampaignEvidence[]) {
  const waiting = campaigns.filter((campaign) => !campaign.over).map((campaign) => campaign.endsOn).sort()[0];
  if (waiting) {
    const day = dayInWords(waiting);
    return { nothing: {
      en: `A campaign is still within its window. After ${day.en} it can be judged.`,
      'zh-Hans': `有活动仍在统计期内，${day['zh-Hans']}之后可以评判。`,
      'zh-Hant': `有活動仍在統計期內，${day['zh-Hant']}之後可以評判。`,
    } };
  }
  return { nothing: {
    en: 'What the campaigns added cannot be told from chance, or they kept no hold-out. A larger audience or hold-out would tell.',
    'zh-Hans': '活动的增量与偶然波动无法区分，或没有保留对照组。扩大人群或对照组即可判断。',
    'zh-Hant': '活動的增量與偶然波動無法區分，或沒有保留對照組。擴大受眾或對照組即可判斷。',
  } };
}
