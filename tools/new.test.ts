import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allKinds } from './kinds/all.ts';
import type { Kind } from './kinds/kind.ts';
import { root } from './setup/root.mjs';

const LEFT_BEHIND = /\/(node_modules|dist|\.git|\.cache|\.tributary|coverage)(\/|$)/;
const kinds = await allKinds();
let copy = '';

/** Runs a program of Node in the copy; its exit code and all it said. */
function run(words: readonly string[], env: Record<string, string> = {}): { code: number; said: string } {
  try {
    const said = execFileSync(process.execPath, words, { cwd: copy, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return { code: 0, said };
  } catch (error) {
    if (!(error instanceof Error && 'status' in error && 'stdout' in error && 'stderr' in error)) throw error;
    return { code: Number(error.status), said: `${String(error.stdout)}${String(error.stderr)}` };
  }
}

/** Titles of the tests that failed and passed for one member. */
function contractOf(kind: Kind, id: string): { failed: string[]; passed: string[] } {
  const report = join(copy, 'report.json');
  run(['node_modules/vitest/vitest.mjs', 'run', `tests/contracts/${kind.id}.test.ts`, '-t', `${kind.id} ${id} `, '--reporter=json', `--outputFile=${report}`]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { message: string; assertionResults: { status: string; title: string }[] }[] };
  const results = testResults.flatMap((file) => file.assertionResults);
  const titles = (status: string): string[] => results.filter((result) => result.status === status).map(({ title }) => title);
  return { failed: titles('failed'), passed: titles('passed') };
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'tributary-new-'));
  cpSync(root, copy, { recursive: true, filter: (source) => !LEFT_BEHIND.test(source.slice(root.length)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const kind of kinds) expect(run(['tools/run.mjs', 'new', kind.id, 'wild-goose'])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run new', () => {
  it.each(kinds.map((kind) => [kind.id, kind] as const))('writes one %s, lists it, and leaves a reminder for its author', (_, kind) => {
    for (const { file } of kind.registries) expect(readFileSync(join(copy, kind.folder, file), 'utf8')).toContain('wild-goose');
    const { failed, passed } = contractOf(kind, 'wild-goose');
    expect(passed.length).toBeGreaterThan(4);
    const reminders = kind.id === 'step'
      ? ['leaves nothing undecided: no ⟨…⟩ of the scaffold is left', 'has its place in the pipeline, once']
      : ['leaves nothing undecided: no ⟨…⟩ of the scaffold is left'];
    expect(failed.sort()).toEqual(reminders.sort());
  });

  it('writes members that the compiler accepts, and sees one that is wrong', () => {
    const metric = readFileSync(join(copy, 'metrics/wild-goose.ts'), 'utf8');
    writeFileSync(join(copy, 'metrics/wrong-goose.ts'), metric.replace("unit: 'count'", "unit: 'litres'"));
    const members = kinds.map((kind) => (kind.shape === 'file' ? `${kind.folder}/w*-goose.ts` : `${kind.folder}/wild-goose/*.ts`));
    writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions: { incremental: false, types: ['node'] }, include: ['tools/ambient.d.ts', ...members] }));
    const { said } = run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.new.json', '--noEmit', '--pretty', 'false']);
    expect(said.split('\n').filter((line) => line.includes('-goose'))).toEqual([expect.stringMatching(/^metrics\/wrong-goose.*litres/)]);
  });

  it('refuses an unknown kind, a name that is none, and a name that is taken', () => {
    expect(run(['tools/run.mjs', 'new', 'dragon', 'x'])).toMatchObject({ code: 1, said: expect.stringContaining('channel') });
    expect(run(['tools/run.mjs', 'new', 'metric', 'Repeat_Revenue'])).toMatchObject({ code: 1, said: expect.stringContaining('no name') });
    expect(run(['tools/run.mjs', 'new', 'metric', 'wild-goose'])).toMatchObject({ code: 1, said: expect.stringContaining('already') });
    expect(existsSync(join(copy, 'metrics/Repeat_Revenue.ts'))).toBe(false);
  });
});
