import { OWN_NAME, camelCase, undecided, type Kind } from './kind.ts';

export const kind: Kind = {
  id: 'step',
  is: 'one named step of taking in events: it fills the row or drops the event for a counted reason',
  folder: 'loop/measure/ingest/steps',
  shape: 'file',
  proof: { exported: OWN_NAME },
  besides: ['contract.ts'],
  registries: [
    { file: 'index.gen.ts', list: 'steps', entry: 'Step', types: ['Step'], parts: { self: { exported: OWN_NAME } }, ids: 'StepId' },
  ],
  scaffold: (id) => ({ [`${id}.ts`]: `import { ok, type Step } from './contract.ts';

export const ${camelCase(id)}: Step = {
  id: '${id}',
  does: 'Does ${undecided('one sentence: what it fills in or drops')}.',
  run: (draft) => ok(draft),
};
` }),
  next: [
    'Write `run`: it fills in the draft\'s row, or drops the event for a reason (a new reason is one word in DROPS of contract.ts).',
    'Give it its place in loop/measure/ingest/pipeline.ts; until then it does not run.',
    'Write a test beside it.',
  ],
};
