import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keep, type KeeperOptions } from '../keeper.ts';
import { endChild, launchChild, type LiveChild } from './launch.ts';

export interface ClickHouseOptions {
  /** Folder of the event store; made when it is not there. */
  folder: string;
  /** Memory that the engine may use, in MB (10^6 bytes). */
  memoryMb: number;
  /** Told when the process ended unbidden and when it is back. */
  notice?: KeeperOptions<LiveChild>['notice'];
}

export interface EmbeddedClickHouse {
  /** http://user:secret@127.0.0.1:port/database, the same through every restart of the process. */
  url: (database?: string) => string;
  pid: () => number | null;
  stop: () => Promise<void>;
}

const USER = 'tributary';
/** Of its own, since chDB's `default` overlays others. */
const DATABASE = 'tributary';

/** Starts the event store in a process of its own, and starts it again whenever it ends unbidden. */
export async function startClickHouse(options: ClickHouseOptions): Promise<EmbeddedClickHouse> {
  const { folder, memoryMb, notice = () => undefined } = options;
  await mkdir(folder, { recursive: true });
  const password = randomBytes(24).toString('base64url');
  const defaults = {
    // One query leaves room for the inserts and small queries beside it; half of its share, it spills to disk.
    max_memory_usage: String(Math.round(memoryMb * 1_000_000 * 0.8)),
    implicit_select: '0',
    // A statement would be compiled at its fourth asking, for 60 to 130 ms, and no report on a million lines was faster for it
    // afterwards. Over ten million rows one statement gained a fifth by it and another lost a fifth.
    compile_expressions: '0', compile_aggregate_expressions: '0',
  };
  let port = 0;
  const launch = async (): Promise<LiveChild> => {
    const live = await launchChild({ kind: 'start', folder, port, user: USER, password, database: DATABASE, memoryMb, defaults }, join(folder, 'clickhouse.log'));
    port = live.port;
    return live;
  };
  const keeper = await keep({ launch, end: endChild, notice });
  return {
    url: (database = DATABASE) => `http://${USER}:${password}@127.0.0.1:${port}/${database}`,
    pid: () => keeper.current()?.child.pid ?? null,
    stop: () => keeper.stop(),
  };
}
