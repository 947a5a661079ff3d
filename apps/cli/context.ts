import { Command } from 'commander';
import { connect, type ConnectOptions, type Connection } from './connection.ts';
import { openPrinter, type Printer } from './print.ts';

export interface Context<O> { connection: Connection; printer: Printer; options: O; words: string[] }

type Global = ConnectOptions & { json?: true };

/** Gives an action its connection, its printer and its own options. */
export function inContext<O extends object = object>(action: (context: Context<O>) => Promise<void>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1);
    if (!(command instanceof Command)) throw new Error('an action was called without its command');
    const global = command.optsWithGlobals<Global & O>();
    await action({ connection: connect(global, process.env), printer: openPrinter(Boolean(global.json)), options: global, words: command.args });
  };
}
