import { undecided, type Kind } from './kind.ts';

export const kind: Kind = {
  id: 'step',
  is: 'one named step of taking in events: it fills the row or drops the event for a counted reason',
  folder: 'loop/measure/ingest/steps',
  shape: 'file',
  proof: { exported: 'step' },
  besides: ['contract.ts'],
  registries: [
    { file: 'index.gen.ts', list: 'steps', entry: 'Step', types: ['Step'], parts: { self: { exported: 'step' } }, ids: 'StepId' },
  ],
  scaffold: (id) => ({ [`${id}.ts`]: `import { ok, type Step } from './contract.ts';

export const step: Step = {
  id: '${id}',
  does: '${undecided('one sentence: what it fills in or drops')}',
  run: (draft) => ok(draft),
};
` }),
  next: [
    'Write `run`: pure, a new draft or a drop with its reason (a new reason is one word in DROPS of contract.ts).',
    'Give it its place in loop/measure/ingest/pipeline.ts; until then it does not run.',
    'Write a test beside it.',
  ],
};
