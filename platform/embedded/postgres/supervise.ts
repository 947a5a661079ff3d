import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keep, type KeeperOptions } from '../keeper.ts';
import { chooseAccount } from './account.ts';
import { reachablePrograms } from './programs.ts';
import { ensureCluster, ROLE } from './cluster.ts';
import { beginPostmaster, ensureDatabase, endWatched } from './begin.ts';
import { runningPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.ts';
import { socketFolder } from './socket.ts';

export interface PostgresOptions {
  /** Folder of the control store, inside the data folder; made when it is not there. */
  folder: string;
  /** False only in tests: does not wait for the disk. */
  durable?: boolean;
  notice?: KeeperOptions<Postmaster>['notice'];
}

export interface EmbeddedPostgres {
  /** postgresql://…?host=<socket folder>, the same through every restart of the process. */
  url: (database?: string) => string;
  pid: () => Promise<number | null>;
  stop: () => Promise<void>;
}

const DATABASE = 'tributary';

const SETTINGS = {
  shared_buffers: '64MB', max_connections: '100', max_wal_size: '1GB', random_page_cost: '1.1', jit: 'off',
  timezone: 'UTC', log_timezone: 'UTC', log_min_messages: 'warning',
};
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts PostgreSQL on a private Unix socket and starts it again whenever it ends unbidden. */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, durable = true, notice = () => undefined } = options;
  await mkdir(folder, { recursive: true });
  const account = await chooseAccount(folder);
  const bin = join(await reachablePrograms(folder, account), 'bin');
  const cluster = join(folder, 'cluster');
  await ensureCluster({ cluster, bin, account, durable });
  const socket = await socketFolder(cluster, account);
  // sslmode: PGSSLMODE in the environment is meant for other servers.
  const url = (database = DATABASE): string => `postgresql://${ROLE}@localhost/${database}?host=${encodeURIComponent(socket.path)}&sslmode=disable`;
  const how: PostmasterOptions = { bin, cluster, account, socket: socket.path, log: join(folder, 'postgres.log'), settings: durable ? SETTINGS : { ...SETTINGS, ...CARELESS } };
  const keeper = await keep({ launch: () => beginPostmaster(how, url('postgres')), end: (one) => endWatched(one, cluster), notice });
  await ensureDatabase(url('postgres'), DATABASE);
  return {
    url,
    pid: () => runningPostmaster(cluster),
    stop: async () => {
      await keeper.stop();
      await socket.remove();
    },
  };
}
