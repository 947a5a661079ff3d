import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TERMS } from '#vocabulary/faults/terms.ts';
import { Fault } from './fault.ts';

it('says its own words in the reader\'s language, and leaves those of the caller and the values for programs alone', () => {
  const fault = new Fault('access.not-found', { what: 'customer', id: 'customer' });
  expect(fault.message).toBe('There is no customer “customer” in this workspace.');
  expect(fault.answer('zh-Hans')).toMatchObject({ message: '此工作区中没有客户“customer”。', values: { what: 'customer', id: 'customer' } });
  expect(new Fault('campaigns.not-ready', { missing: 'postal' }).answer('zh-Hant').message).toBe('活動還不能啟動：尚未在設定中填寫寄件者通訊地址。');
  expect(new Fault('campaigns.state', { state: 'sending' }).answer('zh-Hans').message).toBe('状态为“发送中”的活动不能执行此操作。');
});

it('has words for everything that is said not to be there', () => {
  const root = join(import.meta.dirname, '../..');
  const files = ['loop', 'customers', 'platform', 'apps/server'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path)));
  const said = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/'access\.not-found', \{ what: '([^']+)'/g)].map(([, what]) => what!));
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter((what) => !Object.hasOwn(TERMS, what))).toEqual([]);
});
