import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeFiles, textOf } from '../checks/sources.ts';
import { root } from '../setup/root.mjs';
import { TARGETS } from './targets.mjs';

it('every entry point is there', () => {
  const missing = Object.values(TARGETS).flatMap(({ entries }) => Object.values(entries)).filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

it('every script that the server starts beside itself is an entry point', () => {
  const started = codeFiles(root).filter((path) => /^(apps\/server|apps\/cli|platform|loop|customers|metrics)\//.test(path))
    .flatMap((path) => [...textOf(root, path).matchAll(/new URL\('\.\/([\w-]+)\.js', import\.meta\.url\)/g)].map((match) => String(match[1])));
  expect(started.length).toBeGreaterThan(0);
  expect(Object.keys(TARGETS.server.entries)).toEqual(expect.arrayContaining(started));
});
