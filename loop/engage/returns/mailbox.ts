import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { READ_MOST } from './report.ts';

/** A mailbox whose messages have growing numbers; another validity means that they were numbered anew. */
export interface Mailbox {
  validity: string;
  /** Numbers of the messages after this one, rising. */
  after(number: number): Promise<number[]>;
  /** The beginning of a message, as much as is read of one; null when it is gone. */
  read(number: number): Promise<Uint8Array | null>;
  /** Marks a message as read and puts it away where the address of the mailbox says so. */
  settle(number: number): Promise<void>;
  close(): Promise<void>;
}

/** What `BOUNCE_IMAP_URL` says. */
export interface MailboxAddress { host: string; port: number; secure: boolean; user: string; password: string; folder: string; processed: string | null; seconds: number; name: string }

const SECONDS = 60;

/** imaps://user:password@host:993/Folder?processed=Folder&every=60 */
export function mailboxAddress(text: string): MailboxAddress {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  const user = decodeURIComponent(url.username);
  const folder = decodeURIComponent(url.pathname.replace(/^\//, '')) || 'INBOX';
  const every = Number(url.searchParams.get('every') ?? SECONDS);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : secure ? 993 : 143, secure, user, password: decodeURIComponent(url.password), folder,
    processed: url.searchParams.get('processed'), seconds: Number.isFinite(every) && every >= 1 ? every : SECONDS, name: `${user}@${url.host}/${folder}`,
  };
}

const thisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Opens the folder over IMAP (RFC 3501); throws imapflow's error, whose `responseText` is the server's reason. The signal breaks off whatever is under way. */
export async function openImap(address: MailboxAddress, signal: AbortSignal): Promise<Mailbox> {
  const { host, port, secure, user, password, folder, processed } = address;
  const client = new ImapFlow({
    host, port, secure, auth: { user, pass: password }, logger: false, disableAutoIdle: true, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000,
    ...(secure ? {} : { doSTARTTLS: !thisMachine(host) }), // a password never crosses a network in the clear
  });
  // What breaks between two commands is told to the next one; an emitter without a listener would end the process.
  client.on('error', () => client.close());
  const breakOff = (): void => client.close();
  signal.addEventListener('abort', breakOff);
  client.on('close', () => signal.removeEventListener('abort', breakOff));
  try {
    await client.connect();
    const away = processed === null ? null : await folderNamed(client, processed);
    const opened = await client.mailboxOpen(folder);
    return mailboxOf(client, String(opened.uidValidity), away);
  } catch (error) {
    client.close();
    throw error;
  }
}

/** The folder's path, which on many servers begins with "INBOX."; made where it is missing. */
const folderNamed = async (client: ImapFlow, wanted: string): Promise<string> =>
  ((await client.list()).find(({ path, name }) => path === wanted || name === wanted) ?? (await client.mailboxCreate(wanted))).path;

function mailboxOf(client: ImapFlow, validity: string, processed: string | null): Mailbox {
  return {
    validity,
    async after(number) {
      // `n:*` names the last message also when its number is smaller than n (RFC 3501, section 9, seq-range).
      const found = await client.search({ uid: `${number + 1}:*` }, { uid: true });
      return (found || []).filter((uid) => uid > number).sort((a, b) => a - b);
    },
    async read(number) {
      const found = await client.fetchOne(String(number), { source: { start: 0, maxLength: READ_MOST } }, { uid: true }); // PEEK: leaves \Seen as it is
      return found ? (found.source ?? null) : null;
    },
    async settle(number) {
      await client.messageFlagsAdd(String(number), ['\\Seen'], { uid: true });
      if (processed !== null) await client.messageMove(String(number), processed, { uid: true });
    },
    async close() { if (client.usable) await client.logout(); },
  };
}
