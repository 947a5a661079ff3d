import { undecided, undecidedWords, type Kind } from './kind.ts';

export const kind: Kind = {
  id: 'metric',
  is: 'something we count, with its unit, its SQL and which way is better',
  folder: 'metrics',
  shape: 'file',
  proof: { exported: 'metric' },
  besides: ['contract.ts', 'read.ts'],
  registries: [
    { file: 'index.gen.ts', list: 'metrics', entry: 'Metric', types: ['Metric'], parts: { self: { exported: 'metric' } }, ids: 'MetricId' },
  ],
  scaffold: (id) => ({ [`${id}.ts`]: `import type { Metric } from './contract.ts';

export const metric: Metric = {
  id: '${id}',
  names: ${undecidedWords('its name')},
  means: ${undecidedWords('one sentence: what exactly is counted')},
  unit: 'count',
  better: 'up',
  empty: 'zero',
  source: 'orders',
  value: \`count()\`,
};
` }),
  next: [
    `Write its name and meaning where ${undecided('…')} stands.`,
    'Choose unit, direction, what an empty period means, and the source; write the SQL aggregate over the source\'s columns.',
  ],
};
