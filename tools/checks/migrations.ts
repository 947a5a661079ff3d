import type { Check } from './check.ts';
import { faultLines, program } from './command.ts';

export const check: Check = {
  id: 'migrations',
  asks: 'Migrations lead to the schema as written, and the table types fit them',
  run: async (root) => [
    ...faultLines(await program(root, 'tools/run.mjs', ['schema', '--check'])),
    ...faultLines(await program(root, 'tools/run.mjs', ['tables', '--check'])),
  ],
};
