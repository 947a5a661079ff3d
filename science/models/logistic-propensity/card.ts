import { becauseAnswers, featureColumns } from '../../propensity/features.ts';
import { EVENTS_PER_TERM, simulationOptions } from '../../propensity/readiness.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'logistic-propensity',
  family: 'propensity',
  title: { en: 'Likelihood to act, explained (logistic regression)', 'zh-Hans': '行动概率预测（逻辑回归，可解释）', 'zh-Hant': '行動機率預測（邏輯迴歸，可解釋）' },
  question: {
    en: 'How likely is each customer to buy, answer or leave, and which of the things we know make it so?',
    'zh-Hans': '每位客户购买、回应或流失的概率有多大？是哪些已知因素造成的？',
    'zh-Hant': '每位顧客購買、回應或流失的機率有多大？是哪些已知因素造成的？',
  },
  columns: [{ name: 'outcome', kind: 'flag', means: 'whether the person did it' }, ...featureColumns],
  options: [
    { name: 'ridge', kind: 'number', default: 1, min: 0, means: 'penalty on coefficients of standardised columns; 0 for plain maximum likelihood' },
    { name: 'folds', kind: 'count', default: 5, min: 2, max: 20, means: 'parts for judging on people left out' },
    { name: 'events_per_term', kind: 'number', default: EVENTS_PER_TERM, min: 1, means: 'rarer outcomes needed for each coefficient' },
    { name: 'leak', kind: 'number', default: 0.97, min: 0.6, max: 1, means: 'ranking power of one column alone above which it is taken to give the outcome away' },
    { name: 'level', kind: 'number', default: 0.9, min: 0.5, max: 0.999, means: 'level of intervals' },
  ],
  answers: [
    { name: 'chance', kind: 'number', means: 'chance that the person will do it', min: 0, max: 1, interval: 'where the chance lies at the level of the fit, given how well the coefficients are known' },
    ...becauseAnswers('the log-odds of the chance'),
  ],
  predictColumns: featureColumns,
  simulation: simulationOptions,
  assumptions: [
    'What is known of people was known before the outcome; a column written down afterwards (such as the length of the sales call) makes scores look right and be useless.',
    'People to be scored are like those learnt from, and counted the same way.',
    'Log-odds are straight lines of the numbers.',
    'The explanation is exact: the contributions and the base add up to the log-odds of the chance.',
  ],
  enough: 'Ten people of the rarer outcome for each coefficient (each number, each level of a word).',
  declines: ['too few of the rarer outcome', 'no column varies', 'a column alone gives the outcome away', 'scores of people left out rank no better than chance'],
  sources: [
    { citation: 'McCullagh & Nelder 1989, Generalized Linear Models, 2nd ed.', equations: 'sec. 4.4' },
    { citation: 'le Cessie & van Houwelingen 1992, Ridge estimators in logistic regression, Applied Statistics 41', equations: '3, 6' },
    { citation: 'Peduzzi et al. 1996, A simulation study of the number of events per variable in logistic regression, J. Clin. Epidemiology 49' },
    { citation: 'DeLong, DeLong & Clarke-Pearson 1988, Comparing the areas under two or more correlated ROC curves, Biometrics 44' },
    { citation: 'Platt 1999, Probabilistic outputs for support vector machines' },
  ],
};
