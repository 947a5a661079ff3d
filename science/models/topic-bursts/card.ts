import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'topic-bursts',
  family: 'text',
  title: { en: 'Topic bursts', 'zh-Hans': '话题爆发', 'zh-Hant': '話題爆發' },
  question: {
    en: 'Which topics were suddenly spoken of much more than usual, from when to when, and how strongly?',
    'zh-Hans': '哪些话题突然被大量谈论，从什么时候到什么时候，强度有多大？',
    'zh-Hant': '哪些話題突然被大量談論，從什麼時候到什麼時候，強度有多大？',
  },
  columns: [
    { name: 'term', kind: 'text', means: 'the term or topic; one row a term and period' },
    { name: 'period', kind: 'number', means: 'when the period began, such as the day; periods without a row for a term count as zero for it' },
    { name: 'count', kind: 'count', means: 'texts of the period that hold the term' },
    { name: 'total', kind: 'count', means: 'all texts of the period; the same in each row of a period' },
  ],
  options: [
    { name: 'scaling', means: 'how many times more often than usual a term is spoken of in a burst', kind: 'number', default: 2, min: 1.01, max: 1000 },
    { name: 'gamma', means: 'how dear it is to begin a burst: the greater, the fewer and stronger the bursts', kind: 'number', default: 1.5, min: 0, max: 1000 },
    { name: 'least', means: 'texts a term must have in all to be looked at', kind: 'count', default: 5, min: 1 },
  ],
  answers: [
    { name: 'term', kind: 'text', means: 'term, as asked' },
    { name: 'period', kind: 'number', means: 'period, as asked' },
    { name: 'burst', kind: 'flag', means: '1 where the term bursts in that period' },
    { name: 'weight', kind: 'number', means: 'weight of the burst, which ranks bursts; 0 where there is none', min: 0 },
  ],
  predictColumns: [{ name: 'term', kind: 'text', means: 'terms asked for' }, { name: 'period', kind: 'number', means: 'periods asked for' }],
  simulation: [
    { name: 'periods', means: 'periods', kind: 'count', default: 40, min: 0 },
    { name: 'total', means: 'texts in each period', kind: 'count', default: 500, min: 1 },
    { name: 'rate', means: 'usual share of texts with the term', kind: 'number', default: 0.02, min: 0, max: 1 },
    { name: 'lift', means: 'times more often in the burst', kind: 'number', default: 4, min: 1 },
    { name: 'start', means: 'first period of the burst, from 0', kind: 'count', default: 20, min: 0 },
    { name: 'length', means: 'periods of the burst', kind: 'count', default: 6, min: 0 },
  ],
  example: { ask: { term: ['新品', '客服'], period: [22, 22] } },
  assumptions: [
    'Texts of a period are drawn independently; a term is in a text with the usual probability, or with a multiple of it in a burst.',
    'The usual share is that over all periods given, bursts included, as in the source: a term that bursts half of the time has no usual share.',
    'Periods without a single text are left out, and a burst runs across them.',
    'The weight of a burst ranks bursts; it is no probability. Of 200 simulated terms that never changed (40 periods of 10 texts with the term) 1 was given a burst at a gamma of 1.5, 22 at 1, the value of the source.',
  ],
  enough: 'At least 5 periods, better 20 or more, and terms that stand in at least 5 texts.',
  declines: [
    'a column is missing, not of its kind or of the wrong length', 'fewer than 5 periods with texts', 'more texts with a term than texts in a period', 'two totals for one period',
    'two rows for the same term and period', 'no term in enough texts',
  ],
  sources: [{ citation: 'Kleinberg 2003, Bursty and hierarchical structure in streams, Data Mining and Knowledge Discovery 7:373-397 (KDD 2002)', equations: 'section 4: enumerating bursts of batched arrivals, two states' }],
};
