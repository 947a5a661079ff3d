import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig } from '#platform/config/config.ts';
import { startApplication } from './application.ts';

/** The program: reads the environment, starts, says where, and stops in order when asked to. */
async function main(): Promise<void> {
  const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const { version } = JSON.parse(readFileSync(beside('../../package.json'), 'utf8')) as { version: string };
  const application = await startApplication(readConfig(process.env), { web: beside('../web'), tracker: beside('../tracker/t.js'), samples: beside('../../samples'), version });
  process.stdout.write(`Tributary is ready at ${application.url}\n`);
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1); // asked twice: at once
      stopping = true;
      application.stop().then(() => process.exit(0), (error: Error) => { process.stderr.write(`${error.message}\n`); process.exit(1); });
    });
  }
}

main().catch((error: unknown) => {
  // A sentence, not a stack trace: what happened and what to do. The stack is there for whoever asks for it.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
});
