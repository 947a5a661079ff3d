import { connect } from 'node:net';
import { inject } from 'vitest';
import { openEvents } from '#platform/clickhouse/store.ts';
import type { Stores } from '#platform/embedded/stores.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Answer, Lent } from './broker.ts';

export interface TestStores extends Omit<Stores, 'embedded'> {
  /** For a test that starts the application itself: give both as its DATABASE_URL and CLICKHOUSE_URL. */
  urls: { databaseUrl: string; clickhouseUrl: string };
}

/**
 * Both stores for one test file: real, empty, at today's schema, and nobody else's. Call `stop` in afterAll.
 * The first call of a run takes about three seconds, the others a fraction of one.
 */
export async function openTestStores(): Promise<TestStores> {
  const { lent, giveBack } = await borrow();
  const database = openDatabase(lent.connectionString, { connections: 8 });
  const events = openEvents({ url: lent.clickhouseUrl });
  return {
    database, events,
    connection: { connectionString: lent.connectionString },
    eventsUrl: lent.clickhouseUrl,
    urls: { databaseUrl: lent.connectionString, clickhouseUrl: lent.clickhouseUrl },
    stop: async () => {
      await Promise.all([database.destroy(), events.close()]);
      giveBack();
    },
  };
}

/** The bare addresses, for tests of the layer itself. */
export function borrow(): Promise<{ lent: Lent; giveBack: () => void }> {
  return new Promise((done, failed) => {
    const socket = connect(inject('storesBroker'));
    socket.on('error', failed);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      if (!text.endsWith('\n')) return;
      const answer: Answer = JSON.parse(text);
      if ('lent' in answer) done({ lent: answer.lent, giveBack: () => socket.end() });
      else failed(new Error(answer.failed));
    });
  });
}
