import { createRequire } from 'node:module';

declare const opaque: unique symbol;
export interface Connection { readonly [opaque]: 'connection' }

export interface Whole { bytes: Uint8Array; elapsed: number; rowsRead: number; bytesRead: number }
export interface Written { rowsWritten: number; bytesWritten: number; elapsed: number }

/**
 * The functions of chDB's native module that are used here. Its JavaScript layer is passed by, since it
 * queues all parameterised queries of a process one after the other and leaves settings on the connection. Its
 * streams are not used either: they plan a query on the calling thread and so stop everybody for that long.
 */
export interface Native {
  /** Arguments count only for the first connection of a process; null when the folder cannot be opened. */
  CreateConnection(path: string, args?: readonly string[]): Connection | null;
  /** Must not be called while a query runs on the connection: that aborts the whole engine. */
  CloseConnection(connection: Connection): void;
  /** Several statements may stand in the text; the last one's result is answered. */
  QueryAsyncConnection(connection: Connection, sql: string, format: string): Promise<Whole>;
  InsertRawAsyncConnection(connection: Connection, prefix: string, body: Buffer, countLines: boolean): Promise<Written>;
}

interface Loader { loadNative(): Native }

export function loadNative(): Native {
  const chdb = createRequire(createRequire(import.meta.url).resolve('chdb'));
  const loader: Loader = chdb('./dist/loader.js');
  return loader.loadNative();
}
