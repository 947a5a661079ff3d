import type { Check } from './check.ts';
import { faultLines, program } from './command.ts';

export const check: Check = {
  id: 'lock',
  asks: 'The lock names every package for every platform, without addresses',
  run: async (root) => faultLines(await program(root, 'tools/run.mjs', ['lockfile', '--check'])),
};
