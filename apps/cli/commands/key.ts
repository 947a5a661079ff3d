import type { Command } from 'commander';
import { createKey, createWriteKey } from '#client/gen/sdk.gen.ts';
import type { Role } from '#vocabulary/roles.ts';
import { ask } from '../connection.ts';
import { inContext } from '../context.ts';

export function addKey(program: Command): void {
  program.command('key').description('Keys for programs and websites').command('create')
    .description('Makes a key: an API key, or with --write a key that websites and apps send events with')
    .option('--write', 'a write key for events')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--role <role>', 'what an API key may do: owner, marketer, analyst or viewer', 'marketer')
    .action(inContext<{ write?: true; name: string; role: Role }>(async ({ connection: { client }, printer, options }) => {
      if (options.write) {
        const { key } = await ask(createWriteKey({ client, body: { name: options.name } }));
        return printer.value({ kind: 'write', key }, () => key);
      }
      const made = await ask(createKey({ client, body: { name: options.name, role: options.role } }));
      printer.value({ kind: 'api', role: options.role, ...made }, () => made.key);
    }));
}
