import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Outcome { code: number; output: string }

/** Runs a program of node_modules with Node; both its outputs as one text. */
export function program(root: string, file: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, file), ...words], { cwd: root, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => parts.push(text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: parts.join('') }));
  });
}

/** The lines of an outcome as faults; a program that fails in silence is a fault too. */
export function faultLines({ code, output }: Outcome, wanted: RegExp = /\S/): string[] {
  if (code === 0) return [];
  const lines = output.split('\n').filter((line) => wanted.test(line));
  return lines.length > 0 ? lines : [`It ended with code ${code} and said: ${output.trim() || 'nothing'}`];
}
