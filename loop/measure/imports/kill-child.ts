/** Works on an import until it is killed; started by kill.test.ts. Arguments: data folder, PostgreSQL, ClickHouse, workspace, import. */
import { readConfig } from '#platform/config/config.ts';
import { openSecrets } from '#platform/crypto/secrets.ts';
import { openEvents } from '#platform/clickhouse/store.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { openJobs } from '#platform/jobs/boss.ts';
import { openLog } from '#platform/log/log.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import { runImport } from './run.ts';

const [data = '', databaseUrl = '', clickhouseUrl = '', workspace = '', id = ''] = process.argv.slice(2);
const log = openLog('fatal');
await runImport({
  config: readConfig({ TRIBUTARY_DATA: data }), log, clock: systemClock, database: openDatabase(databaseUrl), events: openEvents({ url: clickhouseUrl }), jobs: openJobs({ connectionString: databaseUrl }, log, { alone: false }),
  secrets: openSecrets(data), record: () => Promise.reject(new Error('nothing is recorded here')), publicUrl: () => 'http://localhost',
}, Number(workspace), Number(id), new AbortController().signal);
process.exit(0);
