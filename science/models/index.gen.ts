// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Model } from './contract.ts';
import { model as bayesianReadout } from './bayesian-readout/model.ts';
import { model as bgBb } from './bg-bb/model.ts';
import { model as bgNbd } from './bg-nbd/model.ts';
import { model as fixedHorizon } from './fixed-horizon/model.ts';
import { model as gammaGamma } from './gamma-gamma/model.ts';
import { model as mbgNbd } from './mbg-nbd/model.ts';
import { model as mediaMix } from './media-mix/model.ts';
import { model as multipleComparisons } from './multiple-comparisons/model.ts';
import { model as nbd } from './nbd/model.ts';
import { model as paretoNbd } from './pareto-nbd/model.ts';
import { model as sampleRatio } from './sample-ratio/model.ts';
import { model as sampleSize } from './sample-size/model.ts';
import { model as sequential } from './sequential/model.ts';

export const models: readonly Model<unknown>[] = [
  bayesianReadout,
  bgBb,
  bgNbd,
  fixedHorizon,
  gammaGamma,
  mbgNbd,
  mediaMix,
  multipleComparisons,
  nbd,
  paretoNbd,
  sampleRatio,
  sampleSize,
  sequential,
];
