import { join, resolve } from 'node:path';
import { z } from 'zod';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalUrl = (protocols: RegExp) => z.preprocess(blank, z.url({ protocol: protocols }).optional());

/** One * at most, before the @ and apart from letters; what stands besides it leaves room for the mark (RFC 5321, section 4.5.3.1.1: 64 characters). */
const RETURN_ADDRESS = /^(?=[^*@]*\*?[^*@]*@)(?!.*[a-z0-9]\*)(?!.*\*[a-z0-9])[\w.+=*-]{1,21}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i;

/** The one table of the environment: name, check, default and meaning; a test holds the README to it. */
export const SETTINGS = z.object({
  PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65535).default(3000)).describe('Port of the web application and the API; 0 takes a free one.'),
  HOST: z.preprocess(blank, z.string().default('0.0.0.0')).describe('Address to listen on.'),
  TRIBUTARY_DATA: z.preprocess(blank, z.string().default('.tributary')).describe('Folder for everything that is kept: stores, journal, uploads, keys.'),
  PUBLIC_URL: optionalUrl(/^https?$/).describe('Address under which customers reach this server; links in messages begin with it. Default: http://localhost:PORT.'),
  TRIBUTARY_SECRET: z.preprocess(blank, z.string().min(32).optional()).describe('Secret from which all keys are derived, 32 characters at least; the same on every node. Unset: one is made in the data folder.'),
  TRIBUTARY_UPLOADS: z.preprocess(blank, z.string().optional()).describe('Folder for uploaded files; several nodes share one. Default: uploads in the data folder.'),
  DATABASE_URL: optionalUrl(/^postgres(ql)?$/).describe('PostgreSQL server for control data. Unset: an embedded PostgreSQL in the data folder.'),
  CLICKHOUSE_URL: optionalUrl(/^https?$/).describe('ClickHouse server or cluster for events. Unset: an embedded ClickHouse in the data folder.'),
  SMTP_URL: optionalUrl(/^smtps?$/).describe('Relay for e-mail, smtp://user:password@host:port. Unset: an embedded catcher keeps every message for you to look at.'),
  BOUNCE_IMAP_URL: optionalUrl(/^imaps?$/).describe('Mailbox that bounces and complaints come to, imaps://user:password@host/Folder; add ?processed=Folder to have those that were read moved there.'),
  BOUNCE_ADDRESS: z.preprocess(blank, z.string().regex(RETURN_ADDRESS, 'must be an address such as bounces+*@shop.example, where * stands for the message').optional()).describe('Envelope sender of every message; * stands for the message. Default: the user of BOUNCE_IMAP_URL with +* added.'),
  BOUNCE_SMTP_PORT: z.preprocess(blank, z.coerce.number().int().min(1).max(65535).optional()).describe('Port on which bounces are taken directly, for addresses of BOUNCE_ADDRESS only.'),
  TRIBUTARY_OWNER_EMAIL: z.preprocess(blank, z.email().optional()).describe('With the password: creates the owner at first start, without asking.'),
  TRIBUTARY_OWNER_PASSWORD: z.preprocess(blank, z.string().min(8).optional()).describe('Password of that owner, 8 characters at least.'),
  TRIBUTARY_SAMPLE: z.preprocess(blank, z.enum(['online-retail']).optional()).describe('Loads a sample company without asking.'),
  TRIBUTARY_EVENTS_MEMORY: z.preprocess(blank, z.coerce.number().int().min(300).default(600)).describe('Memory that the embedded ClickHouse may use, in MB.'),
  LOG_LEVEL: z.preprocess(blank, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info')).describe('How much is written to the log.'),
});

export interface Config {
  port: number;
  host: string;
  data: string;
  /** Where uploaded files stand; several nodes share it. */
  uploads: string;
  /** The root of all keys where several nodes share one; null: the data folder holds it. */
  secret: string | null;
  publicUrl: string | null;
  databaseUrl: string | null;
  clickhouseUrl: string | null;
  smtpUrl: string | null;
  /** The way back of what did not arrive. `address` may hold a `*` that stands for the message; null: nothing is set up. */
  bounces: { address: string | null; imapUrl: string | null; smtpPort: number | null };
  owner: { email: string; password: string } | null;
  sample: 'online-retail' | null;
  eventsMemoryMb: number;
  logLevel: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; throws an Error whose message names each variable, its value's fault and what is expected. */
export function readConfig(environment: Environment): Config {
  const read = SETTINGS.safeParse(environment);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not right.\n${lines.join('\n')}`);
  }
  const e = read.data;
  if (Boolean(e.TRIBUTARY_OWNER_EMAIL) !== Boolean(e.TRIBUTARY_OWNER_PASSWORD)) {
    throw new Error('TRIBUTARY_OWNER_EMAIL and TRIBUTARY_OWNER_PASSWORD go together: set both or neither.');
  }
  return {
    port: e.PORT,
    host: e.HOST,
    data: resolve(e.TRIBUTARY_DATA),
    uploads: resolve(e.TRIBUTARY_UPLOADS ?? join(e.TRIBUTARY_DATA, 'uploads')),
    secret: e.TRIBUTARY_SECRET ?? null,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    databaseUrl: e.DATABASE_URL ?? null,
    clickhouseUrl: e.CLICKHOUSE_URL ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    bounces: bouncesOf(e),
    owner: e.TRIBUTARY_OWNER_EMAIL && e.TRIBUTARY_OWNER_PASSWORD ? { email: e.TRIBUTARY_OWNER_EMAIL, password: e.TRIBUTARY_OWNER_PASSWORD } : null,
    sample: e.TRIBUTARY_SAMPLE ?? null,
    eventsMemoryMb: e.TRIBUTARY_EVENTS_MEMORY,
    logLevel: e.LOG_LEVEL,
  };
}

function bouncesOf(e: Pick<z.infer<typeof SETTINGS>, 'BOUNCE_ADDRESS' | 'BOUNCE_IMAP_URL' | 'BOUNCE_SMTP_PORT'>): Config['bounces'] {
  const user = e.BOUNCE_IMAP_URL === undefined ? '' : decodeURIComponent(new URL(e.BOUNCE_IMAP_URL).username);
  const made = user.replace('@', '+*@');
  const address = e.BOUNCE_ADDRESS ?? (RETURN_ADDRESS.test(made) ? made : null);
  if (e.BOUNCE_IMAP_URL !== undefined && address === null) throw new Error('BOUNCE_IMAP_URL: its user is not an e-mail address, so BOUNCE_ADDRESS must say where bounces are to be sent.');
  if (e.BOUNCE_SMTP_PORT !== undefined && !address?.includes('*')) throw new Error('BOUNCE_SMTP_PORT needs BOUNCE_ADDRESS, such as *@bounce.shop.example, to know which addresses to take.');
  return { address, imapUrl: e.BOUNCE_IMAP_URL ?? null, smtpPort: e.BOUNCE_SMTP_PORT ?? null };
}
