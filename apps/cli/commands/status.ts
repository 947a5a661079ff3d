import type { Command } from 'commander';
import { getHome, getIngestHealth, getStart, getWorkspace } from '#client/gen/sdk.gen.ts';
import { ask, Trouble } from '../connection.ts';
import { inContext } from '../context.ts';

export function addStatus(program: Command): void {
  program.command('status').description('Is it running, and what does it hold?').action(inContext(async ({ connection, printer }) => {
    const { client } = connection;
    const health = await ask(fetch(`${connection.url}/health`).then(async (response) => ({ data: (await response.json()) as { status: string; control: string; events: string } })));
    const start = await ask(getStart({ client }));
    const workspace = await ask(getWorkspace({ client })).catch((error: unknown) => {
      if (error instanceof Trouble && error.code === 'access.not-found') return null; // nobody has opened one yet
      throw error;
    });
    const home = workspace && (await ask(getHome({ client })));
    const ingest = workspace && (await ask(getIngestHealth({ client })));
    printer.value({ url: connection.url, health, sample: start.sample, workspace, customers: home?.understand.customers ?? null, ingest }, () => [
      `Address      ${connection.url}`,
      `Health       ${health.status} (control store ${health.control}, event store ${health.events})`,
      `Sample       ${start.sample.state}${start.sample.state === 'loading' ? `, ${Math.round(start.sample.share * 100)} %` : ''}`,
      workspace ? `Workspace    ${workspace.id}: ${workspace.name}, ${workspace.currency}, today is ${workspace.effectiveToday}` : 'Workspace    none yet',
      ...(home ? [`Customers    ${home.understand.customers}`] : []),
    ].join('\n'));
  }));
}
