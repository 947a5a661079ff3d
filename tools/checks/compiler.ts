import type { Check } from './check.ts';
import { faultLines, program } from './command.ts';

export const check: Check = {
  id: 'types',
  asks: 'The compiler finds no fault',
  run: async (root) => faultLines(await program(root, 'node_modules/typescript/bin/tsc', ['-p', '.', '--noEmit', '--pretty', 'false'])),
};
