// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Advice } from './contract.ts';
import { advice as stopWhatLoses } from './stop-what-loses.ts';
import { advice as writeToTheHeldOut } from './write-to-the-held-out.ts';

export const allAdvice: readonly Advice[] = [
  stopWhatLoses,
  writeToTheHeldOut,
];

export type AdviceId =
  | 'stop-what-loses'
  | 'write-to-the-held-out';
