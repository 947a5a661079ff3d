import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { exclusively } from './exclusive.mjs';
import { cache } from './root.mjs';

const name = `test-${process.pid}`;

it('lets one piece of work of a name run at a time, and clears up', async () => {
  const order: string[] = [];
  const work = (who: string) => exclusively(name, async () => {
    order.push(`${who} begins`);
    await wait(50);
    order.push(`${who} ends`);
  });
  await Promise.all([work('a'), work('b')]);
  expect(order).toEqual([order[0], order[0]?.replace('begins', 'ends'), order[2], order[2]?.replace('begins', 'ends')]);
  expect(existsSync(join(cache, `${name}.lock`))).toBe(false);
});

it('takes over from a process that died', async () => {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, `${name}.lock`), '999999999');
  expect(await exclusively(name, async () => 'done')).toBe('done');
});
