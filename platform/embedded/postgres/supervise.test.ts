import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../postgres/database.ts';
import { nativeFolder } from './native-folder.ts';
import { reachablePrograms } from './programs.ts';
import { startPostgres, type EmbeddedPostgres } from './supervise.ts';

const root = process.getuid?.() === 0;
let folder: string;
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-pg-test-'));
  await chmod(folder, 0o755);
  postgres = await startPostgres({ folder: join(folder, 'long/'.repeat(20), 'data', 'control'), durable: false });
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(sql: string, url = postgres.url()): Promise<T[]> {
  const client = new pg.Client(url);
  await client.connect();
  return (await client.query<T>(sql).finally(() => client.end())).rows;
}

it('runs at a path too long for a socket', async () => {
  expect(await ask('SELECT current_user AS me, current_database() AS here')).toEqual([{ me: 'tributary', here: 'tributary' }]);
});

it('runs under a folder that only we may enter, and keeps running there after a restart', async () => {
  const closed = join(folder, 'closed');
  await mkdir(closed, { mode: 0o700 });
  for (const expected of [null, 'here']) {
    const started = await startPostgres({ folder: join(closed, 'data', 'control'), durable: false });
    expect(await ask("SELECT to_regclass('here') AS kept", started.url())).toEqual([{ kept: expected }]);
    if (expected === null) await ask('CREATE TABLE here ()', started.url());
    const pid = await started.pid();
    expect(pid).not.toBeNull();
    await started.stop();
    expect(() => process.kill(pid!, 0)).toThrow('ESRCH');
  }
  expect((await stat(closed)).mode & 0o777).toBe(0o700);
});

it('does not run with the rights of root', async () => {
  const status = await readFile(`/proc/${await postgres.pid()}/status`, 'utf8').catch(() => null);
  if (status === null) return expect(process.platform).not.toBe('linux');
  expect(/^CapEff:\s+(\w+)/m.exec(status)![1]).toMatch(root ? /^0+$/ : /^\w+$/);
});

it('listens on a socket that is its owner\'s alone, and on no port', async () => {
  const place = new URL(postgres.url()).searchParams.get('host')!;
  expect((await stat(place)).mode & 0o077).toBe(0);
  expect((await stat(join(place, '.s.PGSQL.5432'))).mode & 0o077).toBe(0);
  expect(await ask('SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const stranger = spawnSync(process.execPath, ['-e', `${root ? 'process.setgid(54321); process.setuid(54321);' : ''} require('net').connect(${JSON.stringify(join(place, '.s.PGSQL.5432'))}).on('connect', () => console.log('in')).on('error', (e) => console.log(e.code))`], { encoding: 'utf8', cwd: '/' });
  expect(stranger.stdout.trim()).toBe(root ? 'EACCES' : 'in');
});

it('compares text by its bytes and knows the letters of all languages', async () => {
  expect(await ask("SELECT upper('é') AS u, 'b' > 'A' AS bytes, current_setting('server_encoding') AS e, current_setting('timezone') AS z")).toEqual([{ u: 'É', bytes: true, e: 'UTF8', z: 'UTC' }]);
});

it('comes back by itself when it is killed, under the same URL, and callers wait for it', async () => {
  const database = openDatabase(postgres.url());
  await ask('CREATE TABLE kept (id integer); INSERT INTO kept VALUES (1)');
  process.kill((await postgres.pid())!, 'SIGKILL');
  const begun = performance.now();
  for (;;) {
    const rows = await database.selectNoFrom((select) => select.val(1).as('one')).execute().catch((error: { code: string }) => error.code);
    if (typeof rows !== 'string') break;
    expect(rows).toBe('stores.unavailable');
  }
  expect(performance.now() - begun).toBeLessThan(60_000);
  await database.destroy();
});

it('tells a wrong password and a missing database apart', async () => {
  const [{ hba_file: file }] = await ask<{ hba_file: string }>('SHOW hba_file') as [{ hba_file: string }];
  await ask("CREATE ROLE guest LOGIN PASSWORD 'right'");
  await writeFile(file, `local all guest scram-sha-256\n${await readFile(file, 'utf8')}`);
  await ask('SELECT pg_reload_conf()');
  const place = new URL(postgres.url()).searchParams.get('host')!;
  const fault = async (user: string, password: string, name: string): Promise<unknown> => {
    const database = openDatabase(`postgresql://${user}:${password}@localhost/${name}?host=${encodeURIComponent(place)}`);
    return database.selectNoFrom((select) => select.val(1).as('one')).execute().then(() => 'in', (error: unknown) => error).finally(() => database.destroy());
  };
  await expect.poll(() => fault('guest', 'wrong', 'tributary')).toMatchObject({ code: 'stores.sign-in', values: { store: 'PostgreSQL', address: place, setting: 'DATABASE_URL' } });
  expect(await fault('guest', 'right', 'tributary')).toBe('in');
  expect(await fault('tributary', 'x', 'missing')).toMatchObject({ code: 'stores.no-database' });
});

it('copies its programs where they can be run when their own folder may not be entered', async () => {
  const closed = join(folder, 'package');
  await mkdir(closed, { recursive: true });
  await writeFile(join(closed, 'package.json'), '{"version":"1"}');
  const source = nativeFolder();
  spawnSync('cp', ['-r', source, join(closed, 'native')]);
  const links: { target: string }[] = JSON.parse(await readFile(join(source, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) await rm(join(closed, target), { force: true });
  await chmod(closed, 0o700);
  const nobody = { kind: 'user', uid: 65534, gid: 65534, name: 'nobody', closed: false } as const;
  const programs = await reachablePrograms(folder, nobody, join(closed, 'native'));
  expect(programs).toBe(join(folder, 'postgres-1'));
  expect(await readdir(join(programs, 'lib'))).toEqual(expect.arrayContaining(links.filter(({ target }) => dirname(target) === 'native/lib').map(({ target }) => target.split('/').at(-1))));
  const run = spawnSync(join(programs, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' });
  expect(run.stdout).toContain('PostgreSQL) 18');
  expect(await reachablePrograms(folder, nobody, join(closed, 'native'))).toBe(programs);
});
