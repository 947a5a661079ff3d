import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFiles } from './files.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'tributary-files-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a file is kept once under its hash, whole, and no name leads outside of the folder', async () => {
  const files = openFiles(folder);
  const [one, two] = [await files.put(Readable.from([Buffer.from('ab'), Buffer.from('c')])), await files.put(Readable.from([Buffer.from('abc')]))];
  expect(one).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', bytes: 3 });
  expect(two).toEqual(one);
  expect(await files.find(one.sha256)).toMatchObject({ bytes: 3 });
  expect(await files.find('../../etc/passwd')).toBeNull();
  await expect(files.put(Readable.from((async function* () { yield Buffer.from('half'); throw new Error('the line broke'); })()))).rejects.toThrow('the line broke');
  expect(await readdir(join(folder, 'arriving'))).toEqual([]);
});
