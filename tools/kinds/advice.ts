import { undecidedWords, type Kind } from './kind.ts';

export const kind: Kind = {
  id: 'advice',
  is: 'a judgement of the evidence: a proposal with its expected gain, or why there is nothing to say',
  folder: 'loop/adjust/advice',
  shape: 'file',
  proof: { exported: 'advice' },
  besides: ['contract.ts'],
  registries: [
    { file: 'index.gen.ts', list: 'allAdvice', entry: 'Advice', types: ['Advice'], parts: { self: { exported: 'advice' } }, ids: 'AdviceId' },
  ],
  scaffold: (id) => ({ [`${id}.ts`]: `import type { Advice } from './contract.ts';

export const advice: Advice<never> = {
  id: '${id}',
  names: ${undecidedWords('its name')},
  needs: [],
  judge: () => ({ nothing: ${undecidedWords('why there is nothing to say')} }),
};
` }),
  next: [
    'Name the evidence it needs in `needs`, and in the type argument of `Advice`.',
    'Write `judge`: pure, a proposal with its gain and interval, or the reason why there is none.',
    'Write a test beside it: evidence that makes it speak, and evidence that keeps it silent.',
  ],
};
