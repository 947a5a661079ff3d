import { ClickHouseError } from '@clickhouse/client';
import { Fault } from '../errors/fault.ts';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED']);

/** The system's or the network's name of an error, wherever in the chain of causes it stands. */
export function networkCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code !== undefined && NETWORK.has(code)) return code;
    if (/socket hang up|Timeout error/i.test(at.message)) return 'ECONNRESET';
  }
  return null;
}

export interface StorePlace {
  address: string;
  setting: 'CLICKHOUSE_URL';
  /** Where it keeps its data, as far as we know: a folder, or the server's address. */
  disk: string;
}

/** Says what a caller can do about an error of the event store; an error in a statement stays what it is. */
export function eventsFault(error: unknown, place: StorePlace, seconds: number): unknown {
  if (networkCode(error) !== null) return new Fault('stores.unavailable', { store: 'ClickHouse' }, { cause: error });
  if (!(error instanceof ClickHouseError)) return error;
  const at = { store: 'ClickHouse', address: place.address, setting: place.setting };
  switch (error.type) {
    case 'MEMORY_LIMIT_EXCEEDED': case 'TOO_MANY_ROWS_OR_BYTES': return new Fault('stores.memory', {}, { cause: error });
    case 'TIMEOUT_EXCEEDED': return new Fault('stores.too-slow', { seconds }, { cause: error });
    case 'NOT_ENOUGH_SPACE': return new Fault('stores.disk-full', { folder: place.disk }, { cause: error });
    case 'AUTHENTICATION_FAILED': case 'REQUIRED_PASSWORD': case 'UNKNOWN_USER': case 'WRONG_PASSWORD': return new Fault('stores.sign-in', at, { cause: error });
    case 'UNKNOWN_DATABASE': return new Fault('stores.no-database', at, { cause: error });
    case 'TOO_MANY_SIMULTANEOUS_QUERIES': case 'TOO_MANY_PARTS': return new Fault('stores.unavailable', { store: 'ClickHouse' }, { cause: error });
    default: return /No space left on device/.test(error.message) ? new Fault('stores.disk-full', { folder: place.disk }, { cause: error }) : error;
  }
}
