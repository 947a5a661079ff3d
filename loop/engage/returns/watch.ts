import { alone } from '#platform/locks/advisory.ts';
import type { Tools } from '#platform/tools/tools.ts';
import { oneLine } from '../channels/mail-status.ts';
import { mailboxAddress, openImap } from './mailbox.ts';
import { noteFault, readMailbox } from './reading.ts';

export interface Watch { close(): Promise<void> }

const LONGEST_WAIT = 15 * 60;

/**
 * Looks into the mailbox of bounces again and again, on one node at a time. A look opens a connection of its own, so that
 * a server that went away is simply met again at the next; after failures looks become rarer.
 */
export function watchMailbox(tools: Tools, url: string): Watch {
  const address = mailboxAddress(url);
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    for (let failures = 0; !stop.signal.aborted;) {
      failures = (await look()) ? 0 : failures + 1;
      await pause(Math.min(address.seconds * 2 ** failures, Math.max(LONGEST_WAIT, address.seconds)), stop.signal);
    }
  };
  const look = async (): Promise<boolean> => {
    try {
      await alone(tools.database, `returns ${address.name}`, async () => {
        const mailbox = await openImap(address, stop.signal);
        try {
          const { noted, left } = await readMailbox(tools, address.name, mailbox, stop.signal);
          if (noted > 0) tools.log.info({ mailbox: address.name, noted, left }, 'bounces were read');
        } finally {
          await mailbox.close();
        }
      });
      return true;
    } catch (error) {
      if (stop.signal.aborted) return true; // we broke it off ourselves
      const fault = reasonOf(error);
      tools.log.warn({ mailbox: address.name, fault }, 'the mailbox of bounces cannot be read; it is tried again');
      await noteFault(tools, address.name, fault).catch((kept: unknown) => tools.log.error({ err: kept }, 'that the mailbox of bounces cannot be read was not written down'));
      return false;
    }
  };
  const running = run();
  return { close: async () => { stop.abort(); await running; } };
}

/** imapflow says "Command failed" and keeps the server's own words apart. */
function reasonOf(error: unknown): string {
  const said = error as { responseText?: string; message?: string };
  return oneLine(said.responseText ?? said.message ?? String(error), 300);
}

const pause = (seconds: number, signal: AbortSignal): Promise<void> => new Promise((go) => {
  const end = (): void => { clearTimeout(timer); signal.removeEventListener('abort', end); go(); };
  const timer = setTimeout(end, seconds * 1000);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
});
