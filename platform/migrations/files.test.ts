import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMigrations } from './files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-migrations-'));
  await mkdir(join(folder, 'control', 'migrations'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));
const put = (name: string): Promise<void> => writeFile(join(folder, 'control', 'migrations', name), 'SELECT 1');

it('reads the files in the order of their numbers, without their ending', async () => {
  await put('0002_b.sql');
  await put('0001_a.sql');
  await put('notes.txt');
  expect((await readMigrations('control', folder)).map(({ name }) => name)).toEqual(['0001_a', '0002_b']);
});

it('refuses a gap, a number given twice and a name of another shape', async () => {
  await put('0001_a.sql');
  await put('0003_c.sql');
  await expect(readMigrations('control', folder)).rejects.toThrow('0002_… is expected here');
  await put('0001_b.sql');
  await expect(readMigrations('control', folder)).rejects.toThrow('0002_… is expected here');
});

it('finds the migrations of the product', async () => {
  expect((await readMigrations('control')).length).toBeGreaterThan(0);
  expect((await readMigrations('events')).length).toBeGreaterThan(0);
});
