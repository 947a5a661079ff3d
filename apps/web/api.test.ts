import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import description from '#client/openapi.json' with { type: 'json' };

const CALL = /\bapi\.(get|post|put|patch|delete)(?:<[^()]*?>)?\(\s*([`'])(\/[^`']*)\2/g;

/** `/members/${user}` in a page and `/members/{user}` in the description are the same address. */
const shapeOf = (path: string): string => path.replace(/\$?\{[^}]*\}/g, '{}');

test('every address that a page asks is described by the API, with its method', () => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const described = new Set(Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${shapeOf(path.replace('/api/v1', ''))}`)));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.tsx?$/.test(file));
  const asked = files.flatMap((file) => [...readFileSync(root + file, 'utf8').matchAll(CALL)].map(([, method, , path]) => ({ call: `${method} ${shapeOf(path!)}`, file })));
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter(({ call }) => !described.has(call))).toEqual([]);
});
