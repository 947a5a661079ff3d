import type { Check } from './check.ts';
import { program } from './command.ts';
import budget from './lint-budget.json' with { type: 'json' };

interface Diagnostic { message: string; code: string; severity: 'error' | 'warning'; help?: string; filename: string; labels: { span: { line: number } }[] }

export const check: Check = {
  id: 'lint',
  asks: `The linter finds no error and not more than ${budget.warnings} warnings`,
  run: async (root) => {
    const { output } = await program(root, 'node_modules/oxlint/bin/oxlint', ['--format', 'json', '.']);
    const begin = output.indexOf('{');
    if (begin < 0) return [`oxlint broke down: ${output.trim()}`];
    const { diagnostics } = JSON.parse(output.slice(begin, output.lastIndexOf('}') + 1)) as { diagnostics: Diagnostic[] };
    const sentence = ({ message, code, help, filename, labels }: Diagnostic): string =>
      `${filename}:${labels[0]?.span.line ?? 1}: ${message} (${code})${help ? ` ${help}` : ''}`;
    const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(sentence);
    if (warnings.length > budget.warnings) {
      return [...errors, ...warnings.map(sentence), `${warnings.length} warnings, ${budget.warnings} are allowed: mend what you added. The number in tools/checks/lint-budget.json only goes down.`];
    }
    return errors;
  },
};
