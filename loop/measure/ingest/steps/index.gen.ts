// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Step } from './contract.ts';

export const steps: readonly Step[] = [];

export type StepId = never;
