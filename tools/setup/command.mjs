import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a command from the project's folder with its output on stderr; answers with its exit code; 1 where a
 * signal ended it.
 * @param {string} program
 * @param {string[]} words
 * @param {{ env?: Record<string, string>, output?: 'stderr' | 'inherit' | 'silent' }} [options]
 * @returns {Promise<number>}
 */
export function run(program, words, { env = {}, output = 'stderr' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: output === 'silent' ? 'ignore' : ['ignore', output === 'stderr' ? 2 : 'inherit', 'inherit'],
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
