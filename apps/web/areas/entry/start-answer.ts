import type { GetStartResponse } from '#client/gen/types.gen.ts';

/** What GET /start answers. */
export type StartAnswer = GetStartResponse;
export type SampleState = StartAnswer['sample'];
