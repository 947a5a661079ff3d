// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Card } from './contract.ts';
import { card as anomaly } from './anomaly/card.ts';
import { card as associationRules } from './association-rules/card.ts';
import { card as attributionMarkov } from './attribution-markov/card.ts';
import { card as attributionRules } from './attribution-rules/card.ts';
import { card as attributionShapley } from './attribution-shapley/card.ts';
import { card as bandit } from './bandit/card.ts';
import { card as bayesianReadout } from './bayesian-readout/card.ts';
import { card as bgBb } from './bg-bb/card.ts';
import { card as bgNbd } from './bg-nbd/card.ts';
import { card as boostedPropensity } from './boosted-propensity/card.ts';
import { card as budgetAllocation } from './budget-allocation/card.ts';
import { card as crossTabulation } from './cross-tabulation/card.ts';
import { card as drift } from './drift/card.ts';
import { card as fixedHorizon } from './fixed-horizon/card.ts';
import { card as forecast } from './forecast/card.ts';
import { card as gammaGamma } from './gamma-gamma/card.ts';
import { card as geoSyntheticControl } from './geo-synthetic-control/card.ts';
import { card as geoTimeBasedRegression } from './geo-time-based-regression/card.ts';
import { card as holdout } from './holdout/card.ts';
import { card as itemRecommendation } from './item-recommendation/card.ts';
import { card as keyTerms } from './key-terms/card.ts';
import { card as lifetimeValue } from './lifetime-value/card.ts';
import { card as logisticPropensity } from './logistic-propensity/card.ts';
import { card as lookAlike } from './look-alike/card.ts';
import { card as mbgNbd } from './mbg-nbd/card.ts';
import { card as mediaMix } from './media-mix/card.ts';
import { card as multipleComparisons } from './multiple-comparisons/card.ts';
import { card as nbd } from './nbd/card.ts';
import { card as paretoNbd } from './pareto-nbd/card.ts';
import { card as quantileReadout } from './quantile-readout/card.ts';
import { card as reachFrequency } from './reach-frequency/card.ts';
import { card as rfm } from './rfm/card.ts';
import { card as sampleRatio } from './sample-ratio/card.ts';
import { card as sampleSize } from './sample-size/card.ts';
import { card as seasonalPurchases } from './seasonal-purchases/card.ts';
import { card as sentiment } from './sentiment/card.ts';
import { card as sequential } from './sequential/card.ts';
import { card as spread } from './spread/card.ts';
import { card as surveySummary } from './survey-summary/card.ts';
import { card as surveyWeighting } from './survey-weighting/card.ts';
import { card as topicBursts } from './topic-bursts/card.ts';
import { card as uplift } from './uplift/card.ts';

export const modelCards: readonly Card[] = [
  anomaly,
  associationRules,
  attributionMarkov,
  attributionRules,
  attributionShapley,
  bandit,
  bayesianReadout,
  bgBb,
  bgNbd,
  boostedPropensity,
  budgetAllocation,
  crossTabulation,
  drift,
  fixedHorizon,
  forecast,
  gammaGamma,
  geoSyntheticControl,
  geoTimeBasedRegression,
  holdout,
  itemRecommendation,
  keyTerms,
  lifetimeValue,
  logisticPropensity,
  lookAlike,
  mbgNbd,
  mediaMix,
  multipleComparisons,
  nbd,
  paretoNbd,
  quantileReadout,
  reachFrequency,
  rfm,
  sampleRatio,
  sampleSize,
  seasonalPurchases,
  sentiment,
  sequential,
  spread,
  surveySummary,
  surveyWeighting,
  topicBursts,
  uplift,
];

export type ModelId =
  | 'anomaly'
  | 'association-rules'
  | 'attribution-markov'
  | 'attribution-rules'
  | 'attribution-shapley'
  | 'bandit'
  | 'bayesian-readout'
  | 'bg-bb'
  | 'bg-nbd'
  | 'boosted-propensity'
  | 'budget-allocation'
  | 'cross-tabulation'
  | 'drift'
  | 'fixed-horizon'
  | 'forecast'
  | 'gamma-gamma'
  | 'geo-synthetic-control'
  | 'geo-time-based-regression'
  | 'holdout'
  | 'item-recommendation'
  | 'key-terms'
  | 'lifetime-value'
  | 'logistic-propensity'
  | 'look-alike'
  | 'mbg-nbd'
  | 'media-mix'
  | 'multiple-comparisons'
  | 'nbd'
  | 'pareto-nbd'
  | 'quantile-readout'
  | 'reach-frequency'
  | 'rfm'
  | 'sample-ratio'
  | 'sample-size'
  | 'seasonal-purchases'
  | 'sentiment'
  | 'sequential'
  | 'spread'
  | 'survey-summary'
  | 'survey-weighting'
  | 'topic-bursts'
  | 'uplift';
