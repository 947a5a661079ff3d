import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'sample-ratio',
  family: 'experiments',
  title: { en: 'Are the arms as large as they should be?', 'zh-Hans': '分流比例是否正常（SRM）', 'zh-Hant': '分流比例是否正常（SRM）' },
  question: {
    en: 'Did the people land in the arms in the proportions that were set, or is something wrong with the assignment or the counting?',
    'zh-Hans': '各组人数是否符合设定的分流比例？还是分流或统计环节出了问题？',
    'zh-Hant': '各組人數是否符合設定的分流比例？還是分流或統計環節出了問題？',
  },
  columns: [
    { name: 'arm', kind: 'text', means: 'arm' },
    { name: 'people', kind: 'count', means: 'people counted in the arm' },
    { name: 'share', kind: 'number', means: 'share that was set; equal shares where absent', optional: true },
  ],
  options: [
    { name: 'alarm', kind: 'number', default: 0.001, min: 1e-9, max: 0.2, means: 'p-value below which the alarm is raised' },
    { name: 'looks', kind: 'choice', choices: ['once', 'any'], default: 'once', means: 'whether the check is made once or at any number of looks' },
  ],
  answers: [
    { name: 'arm', kind: 'text', means: 'arm' },
    { name: 'expected', kind: 'number', means: 'people to expect in it by the shares that were set', unit: 'people', min: 0 },
    { name: 'surplus', kind: 'number', means: 'people counted beyond that; below 0 where some are missing', unit: 'people' },
  ],
  simulation: [
    { name: 'people', kind: 'count', default: 10000, min: 0, means: 'people assigned' },
    { name: 'leak', kind: 'number', default: 0, min: 0, max: 1, means: 'share of the treated whose record is lost' },
  ],
  assumptions: ['Each person is counted once.', 'The shares were not changed while the experiment ran.'],
  enough: 'Any number with at least five people expected in each arm.',
  declines: ['fewer than two arms', 'nobody was counted', 'fewer than five people are expected in an arm', 'a share is not positive'],
  sources: [
    { citation: 'Fabijan et al. 2019, Diagnosing sample ratio mismatch in online controlled experiments, KDD', url: 'https://doi.org/10.1145/3292500.3330722' },
    { citation: 'Lindon & Malek 2022, Anytime-valid inference for multinomial count data, NeurIPS', equations: '6', url: 'https://arxiv.org/abs/2011.03567' },
  ],
};
