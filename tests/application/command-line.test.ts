import { Command } from 'commander';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addStatus } from '../../apps/cli/commands/status.ts';
import { openTestApplication, type TestApplication } from './open.ts';

let app: TestApplication;
beforeAll(async () => { app = await openTestApplication(); });
afterAll(() => app.stop());

async function status(...words: string[]): Promise<string> {
  const program = new Command('tributary').option('--json').option('--url <url>').option('--key <key>').option('--data <folder>').exitOverride();
  addStatus(program);
  const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await program.parseAsync(['status', ...words], { from: 'user' });
    return shown.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    shown.mockRestore();
  }
}

it('the command line says that no workspace is there only where none is, and of a key that opens nothing that it is refused', async () => {
  expect(await status('--data', app.data)).toMatch(/Health +ok[\s\S]+Workspace +none yet/);
  await expect(status('--url', app.local, '--key', 'wrong')).rejects.toThrow('Sign in first, or send an API key');
});
