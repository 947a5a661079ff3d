// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Card } from './contract.ts';
import { card as bayesianReadout } from './bayesian-readout/card.ts';
import { card as bgBb } from './bg-bb/card.ts';
import { card as bgNbd } from './bg-nbd/card.ts';
import { card as fixedHorizon } from './fixed-horizon/card.ts';
import { card as gammaGamma } from './gamma-gamma/card.ts';
import { card as mbgNbd } from './mbg-nbd/card.ts';
import { card as mediaMix } from './media-mix/card.ts';
import { card as multipleComparisons } from './multiple-comparisons/card.ts';
import { card as nbd } from './nbd/card.ts';
import { card as paretoNbd } from './pareto-nbd/card.ts';
import { card as sampleRatio } from './sample-ratio/card.ts';
import { card as sampleSize } from './sample-size/card.ts';
import { card as sequential } from './sequential/card.ts';

export const modelCards: readonly Card[] = [
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

export type ModelId =
  | 'bayesian-readout'
  | 'bg-bb'
  | 'bg-nbd'
  | 'fixed-horizon'
  | 'gamma-gamma'
  | 'mbg-nbd'
  | 'media-mix'
  | 'multiple-comparisons'
  | 'nbd'
  | 'pareto-nbd'
  | 'sample-ratio'
  | 'sample-size'
  | 'sequential';
