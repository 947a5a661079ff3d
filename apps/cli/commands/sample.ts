import type { Command } from 'commander';
import { getStart, loadSample } from '#client/gen/sdk.gen.ts';
import { Trouble, ask } from '../connection.ts';
import { inContext } from '../context.ts';

export function addSample(program: Command): void {
  program.command('sample').description('Loads the sample company, UCI Online Retail, and waits until it is there').action(inContext(async ({ connection: { client }, printer }) => {
    let state = await ask(loadSample({ client }));
    while (state.state === 'loading') {
      printer.progress(`Loading the sample company: ${Math.round(state.share * 100)} %`);
      await new Promise((go) => { setTimeout(go, 500); });
      state = (await ask(getStart({ client }))).sample;
    }
    if (state.state !== 'ready') throw new Trouble(state.message ?? `The sample company is ${state.state}.`);
    printer.value(state, () => `The sample company is loaded: workspace ${state.workspace}.`);
  }));
}
