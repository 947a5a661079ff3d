import {
  PostgresDialect, type AbortableOperationOptions, type CompiledQuery, type ControlConnectionProvider, type DatabaseConnection, type Driver,
  type PostgresDialectConfig, type QueryCompiler, type QueryResult, type TransactionSettings,
} from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlFault, isAway, type ControlPlace } from './faults.ts';

/** How long a connection is tried for while the store is away: a restart of the embedded one takes less. */
const PATIENCE = 6_000;
const AGAIN_AFTER = 100;

/** PostgreSQL's dialect, with faults instead of bare network errors and with patience while the store restarts. */
export class PatientDialect extends PostgresDialect {
  readonly #place: ControlPlace;

  constructor(config: PostgresDialectConfig, place: ControlPlace) {
    super(config);
    this.#place = place;
  }

  override createDriver(): Driver {
    return new PatientDriver(super.createDriver(), this.#place);
  }
}

class PatientConnection implements DatabaseConnection {
  constructor(readonly inner: DatabaseConnection, readonly place: ControlPlace) {}

  executeQuery<R>(query: CompiledQuery, options?: AbortableOperationOptions): Promise<QueryResult<R>> {
    return this.inner.executeQuery<R>(query, options).catch((error: unknown) => { throw controlFault(error, this.place); });
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number, options?: AbortableOperationOptions): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize, options);
  }

  async cancelQuery(provider: ControlConnectionProvider): Promise<void> { await this.inner.cancelQuery?.(provider); }
  async collectSessionInfo(): Promise<void> { await this.inner.collectSessionInfo?.(); }
  async killSession(provider: ControlConnectionProvider): Promise<void> { await this.inner.killSession?.(provider); }
}

const bare = (connection: DatabaseConnection): DatabaseConnection => (connection instanceof PatientConnection ? connection.inner : connection);

class PatientDriver implements Driver {
  constructor(readonly inner: Driver, readonly place: ControlPlace) {}

  init(options?: AbortableOperationOptions): Promise<void> { return this.inner.init(options); }
  destroy(options?: AbortableOperationOptions): Promise<void> { return this.inner.destroy(options); }

  async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    for (const until = performance.now() + PATIENCE; ; await sleep(AGAIN_AFTER)) {
      try {
        return new PatientConnection(await this.inner.acquireConnection(options), this.place);
      } catch (error) {
        if (!isAway(error) || performance.now() > until) throw controlFault(error, this.place);
      }
    }
  }

  releaseConnection(connection: DatabaseConnection, options?: AbortableOperationOptions): Promise<void> {
    return this.inner.releaseConnection(bare(connection), options);
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#told(this.inner.beginTransaction(bare(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> { return this.#told(this.inner.commitTransaction(bare(connection))); }

  /** A connection that is gone has rolled back by itself; what broke it is the error to tell. */
  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.inner.rollbackTransaction(bare(connection)).catch((error: unknown) => {
      if (!isAway(error)) throw controlFault(error, this.place);
    });
  }

  savepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    return this.#told(this.inner.savepoint!(bare(connection), name, compile));
  }

  rollbackToSavepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    return this.#told(this.inner.rollbackToSavepoint!(bare(connection), name, compile));
  }

  releaseSavepoint(connection: DatabaseConnection, name: string, compile: QueryCompiler['compileQuery']): Promise<void> {
    return this.#told(this.inner.releaseSavepoint!(bare(connection), name, compile));
  }

  #told<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => { throw controlFault(error, this.place); });
  }
}
