import type { Check } from './check.ts';
import { faultLines, program } from './command.ts';

export const check: Check = {
  id: 'api',
  asks: 'The description of the API and the typed client fit the routes',
  run: async (root) => faultLines(await program(root, 'tools/run.mjs', ['openapi', '--check'])),
};
