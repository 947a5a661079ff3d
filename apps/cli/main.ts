import { Command } from 'commander';
import { addImport } from './commands/import.ts';
import { addKey } from './commands/key.ts';
import { addSample } from './commands/sample.ts';
import { addScience } from './commands/science.ts';
import { addStatus } from './commands/status.ts';

/** The command line. It speaks to the running application; only the science works on files by itself. */
const program = new Command('tributary').description('Integrated marketing, from the command line')
  .option('--json', 'answer with JSON')
  .option('--url <url>', 'address of the application (default: the one that runs on the data folder)')
  .option('--key <key>', 'API key (default: that of the data folder)')
  .option('--data <folder>', 'data folder (default: TRIBUTARY_DATA, else .tributary)')
  .option('--workspace <id>', 'which workspace, where there are several')
  .showHelpAfterError();

for (const add of [addStatus, addSample, addImport, addKey, addScience]) add(program);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
