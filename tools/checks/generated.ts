import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from '../registry/generated.ts';
import type { Check } from './check.ts';
import { projectFiles, textOf } from './sources.ts';

/** Made by commands of their own, because a store or a running server must be asked; each has its own check. */
const MADE_ELSEWHERE = /^database\/|^client\//;

export const check: Check = {
  id: 'generated',
  asks: 'Generated files are what `npm run generate` writes',
  run: async (root) => {
    const files = await generated(root);
    const stale = [...files].filter(([path, text]) => !existsSync(join(root, path)) || textOf(root, path) !== text)
      .map(([path]) => `${path} is stale: run \`npm run generate\` and commit it.`);
    const orphans = projectFiles(root, /\.gen\.[a-z]+$/).filter((path) => !files.has(path) && !MADE_ELSEWHERE.test(path))
      .map((path) => `${path} is made by nothing any more: delete it.`);
    return [...stale, ...orphans];
  },
};
