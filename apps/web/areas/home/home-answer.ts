import type { Home } from '#client/gen/types.gen.ts';

/** What GET /home answers: facts; the page writes the sentences, in the reader's language. */
export type HomeAnswer = Home;
export type Change = Home['measure']['revenue'];
export type Proposed = Home['adjust']['first'][number];
