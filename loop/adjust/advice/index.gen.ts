// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Advice } from './contract.ts';

export const allAdvice: readonly Advice[] = [];

export type AdviceId = never;
