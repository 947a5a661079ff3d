import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openStores } from '#platform/embedded/stores.ts';
import { Ledger } from './ledger.ts';
import { gone, kill, processesOf } from './processes.ts';
import { bundled } from './program.ts';
import { rowsOf, type Store } from './batches.ts';

export type Target = 'clickhouse' | 'postgres' | 'application';
export const TARGETS: readonly Target[] = ['clickhouse', 'postgres', 'application'];

export interface TrialOptions {
  data: string;
  /** How often something is killed. */
  times: number;
  /** Numbers in [0, 1). */
  random: () => number;
  /** Milliseconds within which everything must write again, and within which no process may be left behind. */
  within: number;
  told?: (line: string) => void;
}

export interface TrialResult { faults: string[]; acknowledged: Record<Store, number>; slowest: Record<Target, number> }

const EACH = 1_000_000;
const START_WITHIN = 120_000;

/** Kills the stores and the application at random moments while they write, and counts. */
export async function tryStores(options: TrialOptions): Promise<TrialResult> {
  const ledgers: Record<Store, Ledger> = { clickhouse: new Ledger(rowsOf.clickhouse), postgres: new Ledger(rowsOf.postgres) };
  const faults: string[] = [];
  const slowest: Record<Target, number> = { clickhouse: 0, postgres: 0, application: 0 };
  const program = await bundled('stores-process.ts');
  let application = await Application.start(program.path, options.data, ledgers, 0);
  for (let time = 1; time <= options.times; time += 1) {
    await sleep(200 + options.random() * 2_500);
    const target = TARGETS[Math.floor(options.random() * TARGETS.length)]!;
    const begun = performance.now();
    if (target === 'application') {
      kill(application.pid);
      const left = await gone(options.data, options.within);
      faults.push(...left.map(({ pid, command }) => `kill ${time}: process ${pid} was left behind: ${command}`));
      application = await Application.start(program.path, options.data, ledgers, time * EACH);
    } else {
      kill(await pidOf(target, options.data));
    }
    await application.writesAgain(target === 'application' ? ['clickhouse', 'postgres'] : [target]);
    const took = performance.now() - begun;
    slowest[target] = Math.max(slowest[target], took);
    if (took > options.within) faults.push(`kill ${time}: ${target} took ${Math.round(took)} ms to write again`);
    options.told?.(`${time}: killed ${target}, wrote again after ${Math.round(took)} ms; acknowledged ${ledgers.clickhouse.size} + ${ledgers.postgres.size}`);
  }
  kill(application.pid);
  await program.remove();
  faults.push(...(await gone(options.data, options.within)).map(({ command }) => `left behind at the end: ${command}`));
  faults.push(...await count(options.data, ledgers));
  return { faults, acknowledged: { clickhouse: ledgers.clickhouse.size, postgres: ledgers.postgres.size }, slowest };
}

/** The process that holds a store: the child with the folder in its arguments, or the postmaster itself. */
async function pidOf(target: Store, data: string): Promise<number> {
  for (;;) {
    const found = (await processesOf(data)).find(({ command }) => (target === 'clickhouse' ? /clickhouse-child\.js \S*\/events/.test(command) : /^\S*bin\/postgres -D/.test(command)));
    if (found !== undefined) return found.pid;
    await sleep(20);
  }
}

class Application {
  readonly #waiting = new Map<Store, () => void>();
  #failed: ((error: Error) => void) | null = null;
  #ended = false;
  private constructor(readonly child: ChildProcess, readonly pid: number) {}

  static async start(program: string, data: string, ledgers: Record<Store, Ledger>, first: number): Promise<Application> {
    const child = spawn(process.execPath, [program, data, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const application = new Application(child, child.pid!);
    await new Promise<void>((ready, failed) => {
      const timer = setTimeout(() => failed(new Error('the application did not start in time')), START_WITHIN);
      child.once('exit', (code) => {
        clearTimeout(timer);
        application.#ended = true;
        const error = new Error(`the application ended by itself with ${code}`);
        failed(error);
        application.#failed?.(error);
      });
      createInterface(child.stdout!).on('line', (line) => {
        if (line === 'ready') { clearTimeout(timer); return ready(); }
        const [store, batch] = line.split(' ') as [Store, string];
        ledgers[store].acknowledge(Number(batch));
        application.#waiting.get(store)?.();
      });
    });
    return application;
  }

  /** Waits for so many more confirmations of each that the last ones cannot have been under way already. */
  async writesAgain(stores: readonly Store[]): Promise<void> {
    await Promise.all(stores.map((store) => new Promise<void>((resolve, reject) => {
      if (this.#ended) return reject(new Error('the application ended by itself'));
      this.#failed = reject;
      const timer = setTimeout(() => reject(new Error(`${store} does not write again`)), START_WITHIN);
      let more = 8;
      this.#waiting.set(store, () => {
        more -= 1;
        if (more > 0) return;
        clearTimeout(timer);
        this.#waiting.delete(store);
        resolve();
      });
    })));
  }
}

async function count(data: string, ledgers: Record<Store, Ledger>): Promise<string[]> {
  const stores = await openStores({ data, databaseUrl: null, clickhouseUrl: null, eventsMemoryMb: 600 });
  try {
    const events = await stores.events.rows<{ batch: number; rows: number }>('SELECT toFloat64(batch) AS batch, toUInt32(count()) AS rows FROM fault_row GROUP BY batch');
    const control = (await sql<{ batch: number; rows: number }>`select batch, count(*) as rows from fault_row group by batch`.execute(stores.database)).rows;
    const detached = await stores.events.rows<{ name: string }>('SELECT name FROM system.detached_parts');
    const stored = (rows: readonly { batch: number; rows: number }[]): Map<number, number> => new Map(rows.map((row) => [row.batch, row.rows]));
    return [
      ...ledgers.clickhouse.faults(stored(events)).map((fault) => `clickhouse: ${fault}`),
      ...ledgers.postgres.faults(stored(control)).map((fault) => `postgres: ${fault}`),
      ...detached.map(({ name }) => `clickhouse: part ${name} was set aside as broken`),
    ];
  } finally {
    await stores.stop();
  }
}
