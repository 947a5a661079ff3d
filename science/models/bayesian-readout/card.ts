import { armColumns } from '../../experiments/arm.ts';
import { gainAnswers, gainColumns } from '../../experiments/gain.ts';
import { readoutDeclines, readoutOptions } from '../../experiments/readout.ts';
import { simulationOptions } from '../../experiments/simulate.ts';
import type { Card } from '../contract.ts';

export const card: Card = {
  id: 'bayesian-readout',
  family: 'experiments',
  title: { en: 'Chance that a variant wins, and what is lost if it does not', 'zh-Hans': '版本胜出概率与选错的损失', 'zh-Hant': '版本勝出機率與選錯的損失' },
  question: {
    en: 'Given what the experiment shows and what we believed before, how likely is each variant better, and how much do we stand to lose by choosing it?',
    'zh-Hans': '结合实验结果和先前认知，各版本更好的概率有多大？选它最多会损失多少？',
    'zh-Hant': '結合實驗結果和先前認知，各版本更好的機率有多大？選它最多會損失多少？',
  },
  columns: armColumns,
  options: [
    ...readoutOptions,
    { name: 'better', kind: 'choice', choices: ['higher', 'lower'], default: 'higher', means: 'which way is better' },
    { name: 'prior_mean', kind: 'number', default: 0, means: 'relative effect expected before; used with prior_deviation' },
    { name: 'prior_deviation', kind: 'number', default: null, min: 1e-9, means: 'how far relative effects usually stray; absent means anything is as likely (flat prior)' },
  ],
  answers: gainAnswers,
  predictColumns: gainColumns,
  simulation: simulationOptions,
  example: { ask: { arm: ['treatment'], people: [1000] } },
  assumptions: [
    'Each person was put in one arm by chance and stays there.',
    'Means are nearly normal, and so is the belief about effects before the experiment.',
    'The chance to win is a statement about this variant; it is not one minus a p-value, and it does not by itself protect against stopping at a lucky moment.',
    'The loss is the expected loss over what is still unknown, in the unit of the effect.',
  ],
  enough: 'Some dozens of people an arm; a prior makes less do.',
  declines: readoutDeclines,
  sources: [
    { citation: 'Gelman et al. 2013, Bayesian Data Analysis, 3rd ed.', equations: '2.10 (normal prior and normal data)' },
    { citation: 'Stucchio 2015, Bayesian A/B testing at VWO', equations: 'expected loss' },
  ],
};
