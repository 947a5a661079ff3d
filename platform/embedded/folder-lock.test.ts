import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '../errors/fault.ts';
import { folderFault, lockFolder } from './folder-lock.ts';

const now = new Date('2024-02-29T01:02:03Z');
let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'tributary-lock-')); });
afterEach(() => rm(folder, { recursive: true }));

it('makes the folder, and tells a second one who holds it and what to do', async () => {
  const data = join(folder, 'a', 'b');
  const lock = await lockFolder(data, now);
  const error = await lockFolder(data, now).catch((error: Fault) => error);
  expect(error).toMatchObject({ code: 'stores.folder-in-use', values: { folder: data, pid: process.pid, since: '2024-02-29T01:02:03.000Z' } });
  expect((error as Fault).message).toBe(`The data folder ${data} is in use by process ${process.pid} (started 2024-02-29T01:02:03.000Z). Stop that process, or choose another folder with TRIBUTARY_DATA.`);
  await lock.release();
  await (await lockFolder(data, now)).release();
  expect(await readdir(data)).toEqual([]);
});

it('gives the folder to one of many that ask in the same moment', async () => {
  const locks = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder, now)));
  const won = locks.filter((lock) => lock.status === 'fulfilled');
  expect(won).toHaveLength(1);
  expect(await readdir(folder)).toEqual(['lock.sock']);
  await won[0]!.value.release();
});

/** A process that listens at the lock's name, and does this when it is asked. */
async function holderThat(whenAsked: string): Promise<ChildProcess> {
  const holder = spawn(process.execPath, ['-e', `require('net').createServer(() => { ${whenAsked} }).listen(${JSON.stringify(join(folder, 'lock.sock'))}, () => console.log('here'))`], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
}

it('takes over from a process that dies while it is asked', async () => {
  const holder = await holderThat("process.kill(process.pid, 'SIGKILL')");
  const gone = once(holder, 'exit');
  const lock = await lockFolder(folder, now);
  expect(await gone).toEqual([null, 'SIGKILL']);
  await lock.release();
});

it('takes over from a process that was killed, also when many try', async () => {
  const holder = await holderThat('');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(await readdir(folder)).toEqual(['lock.sock']);
  const locks = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder, now)));
  const won = locks.filter((lock) => lock.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await won[0]!.value.release();
  expect(await readdir(folder)).toEqual([]);
});

it('works in a folder whose path is longer than a socket may have', async () => {
  const deep = join(folder, 'long/'.repeat(30));
  const lock = await lockFolder(deep, now);
  await expect(lockFolder(deep, now)).rejects.toMatchObject({ code: 'stores.folder-in-use' });
  await lock.release();
});

it('says so when the folder cannot be made or written to', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(lockFolder(join(folder, 'file', 'data'), now)).rejects.toMatchObject({ code: 'stores.folder-not-writable' });
  await expect(lockFolder(join(folder, 'file'), now)).rejects.toMatchObject({ code: 'stores.folder-not-writable' });
});

it('says so when the disk is full', () => {
  expect(folderFault(Object.assign(new Error('no space'), { code: 'ENOSPC' }), '/data')).toMatchObject({ code: 'stores.disk-full', values: { folder: '/data' } });
});

it('leaves what else is in the folder alone', async () => {
  await mkdir(join(folder, 'control'));
  await (await lockFolder(folder, now)).release();
  expect(await readdir(folder)).toEqual(['control']);
});
