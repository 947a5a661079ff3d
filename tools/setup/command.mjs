import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command from the project's folder with its output on stderr; answers with its exit code (128 + signal number
 * is not known here, so a signal counts as 1).
 * @param {string} program
 * @param {string[]} words
 * @param {{ env?: Record<string, string>, output?: 'stderr' | 'inherit' }} [options]
 * @returns {Promise<number>}
 */
export function run(program, words, { env = {}, output = 'stderr' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output === 'stderr' ? 2 : 'inherit', 'inherit'],
    });
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => void child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? 1);
    });
  });
}
