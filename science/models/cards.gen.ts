// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Card } from './contract.ts';
import { card as bgNbd } from './bg-nbd/card.ts';
import { card as fixedHorizon } from './fixed-horizon/card.ts';
import { card as mbgNbd } from './mbg-nbd/card.ts';
import { card as mediaMix } from './media-mix/card.ts';
import { card as nbd } from './nbd/card.ts';
import { card as paretoNbd } from './pareto-nbd/card.ts';
import { card as sampleRatio } from './sample-ratio/card.ts';
import { card as sampleSize } from './sample-size/card.ts';
import { card as sequential } from './sequential/card.ts';

export const modelCards: readonly Card[] = [
  bgNbd,
  fixedHorizon,
  mbgNbd,
  mediaMix,
  nbd,
  paretoNbd,
  sampleRatio,
  sampleSize,
  sequential,
];

export type ModelId =
  | 'bg-nbd'
  | 'fixed-horizon'
  | 'mbg-nbd'
  | 'media-mix'
  | 'nbd'
  | 'pareto-nbd'
  | 'sample-ratio'
  | 'sample-size'
  | 'sequential';
