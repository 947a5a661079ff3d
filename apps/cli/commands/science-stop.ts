import type { Printer } from '../print.ts';

/** Exit code of a program that Ctrl-C ended. */
const STOPPED = 130;

class Stopped extends Error {}

/** Runs something long with its progress on a terminal; Ctrl-C stops it. Null when stopped. */
export async function untilStopped<T>(printer: Printer, what: string, run: (options: { signal: AbortSignal; progress: (share: number, stage: string) => void }) => Promise<T>): Promise<T | null> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Stopped());
  process.once('SIGINT', stop);
  const progress = (share: number, stage: string): void => {
    if (process.stderr.isTTY) printer.progress(`${what}: ${Math.round(share * 100)} % (${stage})`);
  };
  try {
    return await run({ signal: stopping.signal, progress });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}Stopped; nothing was written.\n`);
    process.exitCode = STOPPED;
    return null;
  } finally {
    process.off('SIGINT', stop);
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
  }
}
