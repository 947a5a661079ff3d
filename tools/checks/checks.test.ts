import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../setup/root.mjs';
import { check as addresses } from './addresses.ts';
import type { Check } from './check.ts';
import { check as directions } from './directions.ts';
import { allows, check as licences } from './licences.ts';
import { check as names } from './names.ts';
import { check as sizes } from './sizes.ts';
import { check as sql } from './sql.ts';
import { check as tests } from './tests.ts';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const machinePath = ['', 'home', 'somebody', 'data'].join('/');
const longFunction = (head: string): string => `${head}\n${lines(70, '  work();')}}\n`;
const statement = `export const text = \`\nSELECT\n${lines(14, '  a,')}  b FROM t\`;\n`;

/** Path and text of a file, and what is said of it; nothing where it is as it should be. */
const CASES: readonly [Check, string, string, string | null][] = [
  [sizes, 'platform/long.ts', lines(301, 'work();'), '301 lines'],
  [sizes, 'platform/excused.ts', `// size: a table copied from its standard\n${lines(301, 'work();')}`, null],
  [sizes, 'platform/one-function.ts', longFunction('export function walk(): void {'), 'this function has 72 lines'],
  [sizes, 'platform/one-excused.ts', `// size: one step of a published algorithm after another\n${longFunction('export function walk(): void {')}`, null],
  [sizes, 'platform/block.test.ts', longFunction("describe('x', () => {").replace(/\}\n$/, '});\n'), null],
  [names, 'platform/utils.ts', 'export const a = 1;\n', 'says nothing'],
  [names, 'platform/helpers/a.ts', 'export const a = 1;\n', 'says nothing'],
  [names, 'platform/CamelCase.ts', 'export const a = 1;\n', 'small letters'],
  [names, 'platform/door.ts', "export { a } from './a.ts';\n", 'only passes things on'],
  [names, 'loop/plan/index.ts', "export { a } from './a.ts';\n", null],
  [names, 'platform/some-idea.ts', "import { a } from './a.ts';\nexport const b = a;\n", null],
  [tests, 'platform/silent.test.ts', "it('works', () => { work(); });\n", 'asserts nothing'],
  [tests, 'platform/parked.test.ts', "it.skip('works', () => { expect(1).toBe(1); });\n", 'left behind'],
  [tests, 'platform/own.test.ts', "const near = (a) => { expect(a).toBe(1); };\nit('works', () => { near(1); });\n", null],
  [sql, 'loop/plan/queries.ts', statement, 'lines of SQL'],
  [sql, 'platform/store.ts', statement, null],
  [sql, 'loop/plan/astray.ts', "export const text = 'SELECT 1 FROM objective';\n", 'outside of queries.ts'],
  [sql, 'loop/plan/goals/queries.ts', "export const text = 'SELECT 1 FROM objective';\n", null],
  [sql, 'loop/plan/sentence.ts', "export const text = 'With a key a program can do more.';\n", null],
  [sql, 'loop/plan/sum.sql', 'SELECT sum(amount) FROM order_totals FINAL WHERE lines > 0\n', 'several currencies'],
  [sql, 'loop/plan/count.sql', 'SELECT uniqExact(order_id) FROM order_totals FINAL WHERE lines > 0\n', null],
  [sql, 'loop/plan/gone.sql', 'SELECT uniqExact(order_id) FROM order_totals FINAL\n', 'no line makes up'],
  [addresses, 'platform/here.ts', `export const folder = '${machinePath}';\n`, 'one machine only'],
  [addresses, 'platform/web.ts', "export const page = 'https://shop.example/home/sale/';\n", null],
];

/** What imports what, and the rule that says no. */
const WAYS: readonly [from: string, to: string, rule: string | null][] = [
  ['science/math/a.ts', 'vocabulary/b.ts', 'science-is-pure'],
  ['vocabulary/a.ts', 'platform/b.ts', 'vocabulary-stands-alone'],
  ['platform/c.ts', 'customers/b.ts', 'platform-knows-no-marketing'],
  ['customers/a.ts', 'loop/plan/index.ts', 'base-knows-no-stage'],
  ['customers/c.ts', 'metrics/b.ts', 'customers-know-no-metrics'],
  ['loop/plan/a.ts', 'loop/adjust/index.ts', 'loop-runs-forward-plan'],
  ['loop/adjust/a.ts', 'loop/plan/inner.ts', 'stages-meet-at-the-front-door'],
  ['loop/adjust/c.ts', 'loop/plan/index.ts', null],
  ['loop/engage/channels/sms/channel.ts', 'loop/engage/channels/email/card.ts', 'members-are-strangers'],
  ['loop/engage/channels/sms/card.ts', 'platform/b.ts', 'declarations-run-anywhere'],
  ['metrics/orders.ts', 'metrics/buyers.ts', 'file-members-are-strangers'],
  ['metrics/visits.ts', 'metrics/contract.ts', null],
  ['apps/web/page.ts', 'loop/plan/inner.ts', 'web-sees-declarations'],
  ['apps/web/list.ts', 'loop/engage/channels/email/card.ts', null],
  ['apps/tracker/a.ts', 'vocabulary/b.ts', 'tracker-carries-nothing'],
  ['platform/d.ts', 'apps/server/b.ts', 'apps-are-roots'],
  ['apps/cli/a.ts', 'apps/server/b.ts', 'apps-are-apart'],
  ['customers/d.ts', 'tests/b.ts', 'product-knows-no-tests'],
  ['customers/e.ts', 'customers/gone.ts', 'imports-exist'],
];

let folder = '';
const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-checks-'));
  execFileSync('git', ['init', '--quiet', folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the checks', () => {
  it.each(CASES.map((given) => [given[0].id, given[3] === null ? 'accepts' : 'notices', given[1], given] as const))('%s %s %s', async (_, __, path, [check, , text, said]) => {
    put(path, text);
    const faults = (await check.run(folder)).filter((fault) => fault.startsWith(path));
    expect(faults).toEqual(said === null ? [] : [expect.stringContaining(said)]);
  });

  it('allow a licence expression that can be met, and no other', () => {
    expect(['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND Apache-2.0'].map(allows)).toEqual([true, true, true]);
    expect(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN LICENSE', ''].map(allows)).toEqual([false, false, false, false]);
  });

  it('notice a package under a licence that asks for something, unless only development uses it', async () => {
    put('package-lock.json', JSON.stringify({ packages: {
      'node_modules/taken': { version: '1.0.0', license: 'AGPL-3.0-only' }, 'node_modules/tool': { version: '1.0.0', license: 'GPL-3.0-only', dev: true }, 'node_modules/fine': { version: '1.0.0', license: 'ISC' },
    } }));
    expect(await licences.run(folder)).toEqual([expect.stringMatching(/^taken 1.0.0: licence "AGPL-3.0-only"/)]);
  });
});

describe('the directions', () => {
  it('are kept: every way that the design forbids is noticed by its rule, and what is allowed passes', async () => {
    const house = mkdtempSync(join(tmpdir(), 'tributary-ways-'));
    try {
      folder = house;
      for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) copyFileSync(join(root, file), join(house, file));
      symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
      for (const [, to] of WAYS) if (!to.endsWith('gone.ts')) put(to, 'export const value = 1;\n');
      for (const [from, to] of WAYS) put(from, `import { value } from '${'../'.repeat(from.split('/').length - 1)}${to}';\nexport const own = value;\n`);
      put('loop/measure/x.ts', "import { y } from './y.ts';\nexport const x = () => y;\n");
      put('loop/measure/y.ts', "import { x } from './x.ts';\nexport const y = () => x;\n");
      const faults = await directions.run(house);
      const rulesOf = (from: string): string[] => faults.filter((fault) => fault.startsWith(`${from} `)).map((fault) => /\(([a-z-]+)\):/.exec(fault)?.[1] ?? fault);
      for (const [from, to, rule] of WAYS) expect({ from, to, rules: rulesOf(from) }).toEqual({ from, to, rules: rule === null ? [] : expect.arrayContaining([rule]) });
      expect(faults.filter((fault) => fault.includes('no-cycles'))).toHaveLength(1);
    } finally {
      rmSync(house, { recursive: true, force: true });
    }
  });
});
