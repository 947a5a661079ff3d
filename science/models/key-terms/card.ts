import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'key-terms',
  family: 'text',
  title: { en: 'Key terms', 'zh-Hans': '关键词', 'zh-Hant': '關鍵詞' },
  question: {
    en: 'What do these texts speak of, and which terms does one group use more than the others?',
    'zh-Hans': '这些文本在谈什么，某一组比其他组更常提到哪些词？',
    'zh-Hant': '這些文本在談什麼，某一組比其他組更常提到哪些詞？',
  },
  columns: [
    { name: 'text', kind: 'text', means: 'one comment, review or answer a row; simplified or traditional Chinese, or English' },
    { name: 'group', kind: 'text', means: 'group of the row, such as the channel, the score or the month; without it all texts are one group', optional: true },
  ],
  options: [
    { name: 'background', means: 'name of the group that the others are held against; none: each group is held against all the rest', kind: 'text', default: '' },
    { name: 'own_terms', means: 'names that must stay whole, such as brands and products', kind: 'texts', default: [] },
    { name: 'left_out', means: 'terms that are to be passed over, such as the name of the shop', kind: 'texts', default: [] },
    { name: 'most', means: 'terms listed for each group at most', kind: 'count', default: 20, min: 1, max: 500 },
    { name: 'least', means: 'texts a term must stand in to be looked at', kind: 'count', default: 3, min: 2 },
    { name: 'error', means: 'chance, over all terms and groups together, that any term is listed that in truth differs nowhere', kind: 'number', default: 0.05, min: 1e-6, max: 0.5 },
  ],
  answers: [
    { name: 'terms', kind: 'text', means: 'terms of the fit that the text holds, joined by commas; empty where there is none' },
    { name: 'found', kind: 'count', means: 'how many', min: 0 },
  ],
  predictColumns: [{ name: 'text', kind: 'text', means: 'texts in which the terms found are looked for' }],
  simulation: [
    { name: 'rows', means: 'texts of each of two groups', kind: 'count', default: 200, min: 0 },
    { name: 'share', means: 'share of texts with the term 物流 in the group "store"', kind: 'number', default: 0.2, min: 0, max: 1 },
    { name: 'lift', means: 'how many times more often it stands in the group "app"', kind: 'number', default: 2, min: 0 },
  ],
  example: { ask: { text: ['物流很快，包装好'] } },
  assumptions: [
    'Texts are independent of one another; a term counts once a text however often it is said, so that one long text cannot carry it.',
    'Words are cut by the ICU library of the machine and may differ a little between its versions; words that always stand together are joined again. Give brands and products as own terms.',
    'With one group alone the terms are ranked by TF-IDF, which describes and proves nothing: neither interval nor chance of error is given.',
    'Traditional texts are counted together with simplified ones; a term is shown as it was written most often.',
  ],
  enough: 'About 100 texts in each group. With fewer, only great differences pass.',
  declines: ['the text column is missing or not text', 'fewer than 10 texts with words in them', 'a group named as background that is not there, or that is the only one', 'a group with fewer than 5 texts'],
  sources: [
    { citation: 'Dunning 1993, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1):61-74', equations: '-2 log λ, table 1' },
    { citation: 'Salton & Buckley 1988, Term-weighting approaches in automatic text retrieval, Information Processing & Management 24(5):513-523' },
    { citation: 'Katz, Baptista, Azen & Pike 1978, Obtaining confidence intervals for the risk ratio in cohort studies, Biometrics 34(3):469-474' },
    { citation: 'Bouma 2009, Normalized (pointwise) mutual information in collocation extraction, GSCL', equations: '8' },
  ],
};
