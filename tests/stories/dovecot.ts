import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../application/open.ts';
import { freePort } from '../free-port.ts';

const PROGRAM = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) => existsSync(path)) ?? null;
const IMAP = ['/usr/lib/dovecot/imap', '/usr/local/libexec/dovecot/imap', '/opt/homebrew/libexec/dovecot/imap'].some((path) => existsSync(path));

/** Whether the tests with a real IMAP server can run: Debian's package is dovecot-imapd. */
export const dovecotIsHere = PROGRAM !== null && IMAP;

export interface Dovecot {
  url(query?: string): string;
  /** Puts a mail into the mailbox as a delivering server does: written aside, then moved in whole. */
  deliver(source: string): void;
  /** Mails of a folder with their flags, as Maildir names them; `INBOX` or another. */
  mails(folder: string): { flags: string; text: string }[];
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

const USER = 'bounces@shop.example';

/** A Dovecot of this test's own, on the loopback, whose mailbox is a folder that goes with it. */
export async function openDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-imap-'));
  const port = await freePort();
  const mailbox = join(folder, 'mail');
  const owner = mailOwner();
  for (const name of ['', 'cur', 'new', 'tmp']) {
    mkdirSync(join(mailbox, name), { recursive: true });
    if (owner.uid !== process.getuid!()) chownSync(join(mailbox, name), owner.uid, owner.gid);
  }
  if (owner.uid !== process.getuid!()) chownSync(folder, owner.uid, owner.gid);
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, configuration(folder, port, owner));
  let child: ChildProcess | null = null;
  let count = 0;
  const dovecot: Dovecot = {
    url: (query = '') => `imap://${encodeURIComponent(USER)}:secret@127.0.0.1:${port}/INBOX${query}`,
    deliver(source) {
      const name = `${Date.now()}.${++count}.test`;
      writeFileSync(join(mailbox, 'tmp', name), source);
      if (owner.uid !== process.getuid!()) chownSync(join(mailbox, 'tmp', name), owner.uid, owner.gid);
      renameSync(join(mailbox, 'tmp', name), join(mailbox, 'new', name));
    },
    mails: (box) => mailsIn(join(mailbox, box === 'INBOX' ? '' : `.${box}`)),
    async start() {
      // Without its own streams it would keep those of the test runner open.
      child = spawn(PROGRAM!, ['-F', '-c', file], { stdio: 'ignore' });
      await eventually(() => answers(port));
    },
    async stop() {
      const running = child;
      child = null;
      if (!running) return;
      await new Promise((ended) => { running.once('exit', ended); running.kill('SIGTERM'); });
    },
    async remove() {
      await dovecot.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await dovecot.start();
  return dovecot;
}

/** The server may rename a mail while the folder is read, from `new` to `cur` or to other flags: then it is read again under its last name. */
function mailsIn(folder: string): { flags: string; text: string }[] {
  const places = ['new', 'cur'].map((part) => join(folder, part)).filter((place) => existsSync(place));
  const names = new Map(places.flatMap((place) => readdirSync(place).map((name) => [name.split(':2,')[0]!, join(place, name)] as const)));
  try {
    return [...names.values()].map((path) => ({ flags: path.split(':2,')[1] ?? '', text: readFileSync(path, 'utf8') }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return mailsIn(folder);
  }
}

/** Root may not own mail; Debian's user for it is "mail". */
function mailOwner(): { name: string; uid: number; gid: number } {
  const { username, uid, gid } = userInfo();
  if (uid !== 0) return { name: username, uid, gid };
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((each) => each.startsWith('mail:'))!.split(':');
  return { name: 'mail', uid: Number(line[2]), gid: Number(line[3]) };
}

function configuration(folder: string, port: number, { name, uid, gid }: { name: string; uid: number; gid: number }): string {
  const users = process.getuid!() === 0 ? '' : `default_login_user = ${name}\ndefault_internal_user = ${name}\n`;
  return `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${folder}/mail
${users}passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

const answers = (port: number): Promise<boolean> => new Promise((told) => {
  const socket = connect(port, '127.0.0.1', () => socket.once('data', () => { socket.destroy(); told(true); }));
  socket.on('error', () => told(false));
});
