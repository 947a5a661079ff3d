import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { program } from './command.ts';

const FOLDERS = ['apps', 'loop', 'customers', 'metrics', 'science', 'vocabulary', 'platform', 'database', 'samples', 'client', 'tests', 'tools', 'bench'];

interface Violation { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] }
interface Cruised { summary: { violations: Violation[]; ruleSetUsed: { forbidden: { name: string; comment: string }[] } } }

export const check: Check = {
  id: 'directions',
  asks: 'Imports run the way the design says (.dependency-cruiser.cjs)',
  run: async (root) => {
    const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
    const words = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--', ...folders];
    const { output } = await program(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs', words);
    const begin = output.indexOf('{');
    if (begin < 0) return [`dependency-cruiser broke down: ${output.trim()}`];
    const { summary } = JSON.parse(output.slice(begin, output.lastIndexOf('}') + 1)) as Cruised;
    const comments = new Map(summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]));
    return summary.violations.map(({ from, to, rule, cycle }) => {
      const way = cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`;
      return `${way} (${rule.name}): ${comments.get(rule.name) ?? ''}`;
    });
  },
};
