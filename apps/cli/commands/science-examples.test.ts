import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, expect, test, vi } from 'vitest';
import { addScience } from './science.ts';

const folder = mkdtempSync(join(tmpdir(), 'tributary-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The examples of docs/science.md by model, a line a command. */
const examples = [...readFileSync(new URL('../../../docs/science.md', import.meta.url), 'utf8').matchAll(/^### (\S+)$[\s\S]*?^Example:\n\n```sh\n([\s\S]*?)\n```/gm)]
  .map(([, model = '', lines = '']) => [model, lines.split('\n')] as const);

/** Words of a shell: those in single quotes as they stand. */
const wordsOf = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

async function run(line: string): Promise<void> {
  const words = wordsOf(line);
  const file = (name: string): string => (/^[a-z]+\.(csv|json)$/.test(name) ? join(folder, name) : name);
  if (words[0] === 'printf') return writeFileSync(file(words.at(-1) ?? ''), words.slice(2, -2).map((row) => `${row}\n`).join(''));
  const program = new Command('tributary').option('--json').option('--data <folder>').exitOverride();
  addScience(program);
  await program.parseAsync(words.slice(words.indexOf('--') + 1).map(file), { from: 'user' });
}

test('a model tells what its answers mean before it is asked', async () => {
  const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await run('npm run tributary -- science show geo-synthetic-control');
    await run('npm run tributary -- science show association-rules');
  } finally {
    const told = shown.mock.calls.map(([text]) => String(text)).join('');
    shown.mockRestore();
    expect(told).toMatch(/What "predict" answers[\s\S]+difference +number +observed less expected/);
    expect(told).toMatch(/What "fit --table" writes[\s\S]+confidence_low, _high/);
  }
});

test('every model has its example', () => {
  expect(examples.map(([model]) => model).sort()).toEqual([...readFileSync(new URL('../../../docs/science.md', import.meta.url), 'utf8').matchAll(/^### (\S+)$/gm)].map(([, model]) => model).sort());
  expect(examples.length).toBeGreaterThan(40);
});

test.each(examples)('the example of %s runs as it is written', async (_, lines) => {
  const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    for (const line of lines) await run(line);
    expect(process.exitCode ?? 0).toBe(0);
    expect(shown.mock.calls.join('').split('\n').length, 'the prediction has rows').toBeGreaterThan(1);
  } finally {
    shown.mockRestore();
    process.exitCode = undefined;
  }
}, 60_000);
