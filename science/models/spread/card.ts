import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'spread',
  family: 'reach',
  title: { en: 'Spread by referral (K factor)', 'zh-Hans': '裂变传播（K 因子）', 'zh-Hant': '裂變傳播（K 因子）' },
  question: {
    en: 'How many further participants does each one bring, does the campaign carry itself, and how far will it go?',
    'zh-Hans': '每个参与者会再带来几个人？活动能自我传播吗？最终能扩散到多少人？',
    'zh-Hant': '每位參與者會再帶來幾個人？活動能自我擴散嗎？最終能擴散到多少人？',
  },
  columns: [
    { name: 'participant', kind: 'text', means: 'who took part; one row each' },
    { name: 'inviter', kind: 'text', means: 'who brought them; empty for those the campaign reached itself' },
    { name: 'time', kind: 'time', means: 'when they joined', unit: 'days', optional: true },
    { name: 'invitations', kind: 'count', means: 'invitations they sent', optional: true },
  ],
  options: [
    { name: 'now', means: 'time of the reading, in days since 1970; the last joining where absent', kind: 'number', default: null },
    { name: 'window', means: 'days after joining by which nearly all of one\'s invitees have come; younger participants do not count for K (needs `time`)', kind: 'number', default: 0, min: 0 },
    { name: 'level', means: 'level of the intervals', kind: 'number', default: 0.9, min: 0.5, max: 0.99 },
  ],
  answers: [
    { name: 'plan', kind: 'count', means: 'row of the plan asked about, the first being 1', min: 1 },
    { name: 'generation', kind: 'count', means: 'round of invitation', min: 1 },
    { name: 'joined', kind: 'number', means: 'people who join in that round', unit: 'people', min: 0, interval: 'where the number itself lies, at the level asked' },
    { name: 'total', kind: 'number', means: 'people who have joined by then, the seeds among them', unit: 'people', min: 0, interval: 'where the number itself lies, at the level asked' },
  ],
  predictColumns: [
    { name: 'seeds', kind: 'count', means: 'people that the campaign reaches itself' },
    { name: 'generations', kind: 'count', means: 'rounds of invitation' },
  ],
  simulation: [
    { name: 'seeds', means: 'people that the campaign reaches itself', kind: 'count', default: 300, min: 1, max: 100000 },
    { name: 'k', means: 'mean number of further participants each one brings', kind: 'number', default: 0.6, min: 0, max: 3 },
    { name: 'evenness', means: 'shape of the negative binomial: small where few bring most', kind: 'number', default: 0.5, min: 0.01, max: 1000 },
    { name: 'limit', means: 'most participants to simulate', kind: 'count', default: 20000, min: 1, max: 1000000 },
  ],
  example: { ask: { seeds: [100], generations: [4] } },
  assumptions: [
    'Participants bring others independently of each other, with numbers that follow a negative binomial.',
    'Later rounds are like the earlier ones; where everybody who could join has joined, the spread ends earlier than forecast.',
    'Each person is brought by one inviter, and fraud has been taken out.',
  ],
  enough: 'Fifty participants whose window has passed for a usable interval; twenty at the least.',
  declines: [
    'fewer than 20 participants old enough to have brought somebody',
    'a participant twice, an inviter who is not a participant, somebody who invited themselves, or a circle of invitations',
  ],
  sources: [
    { citation: 'Harris 1963, The Theory of Branching Processes, ch. I (extinction, theorem 6.1)' },
    { citation: 'Lloyd-Smith, Schreiber, Kopp & Getz 2005, Superspreading and the effect of individual variation on disease emergence, Nature 438 (negative binomial offspring; extinction)' },
    { citation: 'Leskovec, Adamic & Huberman 2007, The dynamics of viral marketing, ACM Transactions on the Web 1' },
  ],
};
