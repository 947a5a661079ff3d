import pg from 'pg';
import { Fault } from '../errors/fault.ts';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Class 57P: the server is stopping, starting or was told to hang up. Class 08: the connection broke. */
const AWAY = /^(57P0[123]|08\w{3})$/;

/** Class 22: a value is none that the store can hold. Class 54: it is too large for it. 23502 and 23514: a column's own rule forbids it. */
const REFUSED = /^(22\w{3}|54\w{3}|23502|23514)$/;

export interface ControlPlace { address: string }

/** Host and port, or the socket's folder, without user and password. */
export function addressOf({ connectionString, host, port }: pg.PoolConfig): string {
  const client = new pg.Client(connectionString === undefined ? { host, port } : { connectionString });
  return client.host.startsWith('/') ? client.host : `${client.host}:${client.port}`;
}

/** True when the control store is away just now, so that what never reached it may be tried again. */
export function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && (NETWORK.has(code) || AWAY.test(code))) || /Connection terminated|not queryable|connection timeout|timeout exceeded when trying to connect/i.test(message ?? '');
}

/** True when the control store refuses what a statement holds, and would refuse it again. */
export function isRefused(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && REFUSED.test(code);
}

/** Says what a caller can do about an error of the control store; an error in a statement stays what it is. */
export function controlFault(error: unknown, { address }: ControlPlace): unknown {
  const at = { store: 'PostgreSQL', address, setting: 'DATABASE_URL' };
  if (isAway(error)) return new Fault('stores.unavailable', { store: 'PostgreSQL' }, { cause: error });
  if (!(error instanceof pg.DatabaseError)) return error;
  switch (error.code) {
    case '28P01': case '28000': return new Fault('stores.sign-in', at, { cause: error });
    case '3D000': return new Fault('stores.no-database', at, { cause: error });
    case '53100': return new Fault('stores.disk-full', { folder: address }, { cause: error });
    case '53300': return new Fault('stores.unavailable', { store: 'PostgreSQL' }, { cause: error });
    default: return error;
  }
}
