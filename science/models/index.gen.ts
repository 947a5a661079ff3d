// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Model } from './contract.ts';
import { model as anomaly } from './anomaly/model.ts';
import { model as associationRules } from './association-rules/model.ts';
import { model as attributionMarkov } from './attribution-markov/model.ts';
import { model as attributionRules } from './attribution-rules/model.ts';
import { model as attributionShapley } from './attribution-shapley/model.ts';
import { model as bandit } from './bandit/model.ts';
import { model as bayesianReadout } from './bayesian-readout/model.ts';
import { model as bgBb } from './bg-bb/model.ts';
import { model as bgNbd } from './bg-nbd/model.ts';
import { model as boostedPropensity } from './boosted-propensity/model.ts';
import { model as budgetAllocation } from './budget-allocation/model.ts';
import { model as crossTabulation } from './cross-tabulation/model.ts';
import { model as drift } from './drift/model.ts';
import { model as fixedHorizon } from './fixed-horizon/model.ts';
import { model as forecast } from './forecast/model.ts';
import { model as gammaGamma } from './gamma-gamma/model.ts';
import { model as geoSyntheticControl } from './geo-synthetic-control/model.ts';
import { model as geoTimeBasedRegression } from './geo-time-based-regression/model.ts';
import { model as holdout } from './holdout/model.ts';
import { model as itemRecommendation } from './item-recommendation/model.ts';
import { model as keyTerms } from './key-terms/model.ts';
import { model as lifetimeValue } from './lifetime-value/model.ts';
import { model as logisticPropensity } from './logistic-propensity/model.ts';
import { model as lookAlike } from './look-alike/model.ts';
import { model as mbgNbd } from './mbg-nbd/model.ts';
import { model as mediaMix } from './media-mix/model.ts';
import { model as multipleComparisons } from './multiple-comparisons/model.ts';
import { model as nbd } from './nbd/model.ts';
import { model as paretoNbd } from './pareto-nbd/model.ts';
import { model as quantileReadout } from './quantile-readout/model.ts';
import { model as reachFrequency } from './reach-frequency/model.ts';
import { model as rfm } from './rfm/model.ts';
import { model as sampleRatio } from './sample-ratio/model.ts';
import { model as sampleSize } from './sample-size/model.ts';
import { model as seasonalPurchases } from './seasonal-purchases/model.ts';
import { model as sentiment } from './sentiment/model.ts';
import { model as sequential } from './sequential/model.ts';
import { model as spread } from './spread/model.ts';
import { model as surveySummary } from './survey-summary/model.ts';
import { model as surveyWeighting } from './survey-weighting/model.ts';
import { model as topicBursts } from './topic-bursts/model.ts';
import { model as uplift } from './uplift/model.ts';

export const models: readonly Model<unknown>[] = [
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
