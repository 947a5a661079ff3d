import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '#science/math/random.ts';
import { openTestTools, type TestTools } from '#tests/customers/tools.ts';
import { inspectFile } from './inspect.ts';
import { runImport } from './run.ts';
import { createImport, findUpload, keepUpload } from './start.ts';

let house: TestTools;
beforeAll(async () => { house = await openTestTools(); });
afterAll(async () => { await house.stop(); });

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The full form: KILLS=50 SEED=1 npx vitest run loop/measure/imports/kill.test.ts */
const KILLS = Number(process.env.KILLS ?? 3);
const random = seeded(process.env.SEED ?? '1');
/** Enough that every killed process had something to do. */
const ROWS = Math.max(130_000, KILLS * 40_000);
const BAD = ROWS / 1000;

test(`an import killed without warning, ${KILLS} times, loses nothing and doubles nothing`, async () => {
  const room = await house.newRoom();
  const line = (n: number): string => `${Math.floor(n / 4)},P${n % 70},Thing,1,2026-0${1 + Math.floor((9 * n) / ROWS)}-0${1 + (n % 9)} 10:00,${n % 1000 === 7 ? 'x' : '1.00'},${n % 1500}`;
  const file = await findUpload(room, (await keepUpload(room, 'orders.csv', Readable.from([Buffer.from(['Order ID,SKU,Product Name,Quantity,Order Date,Unit Price,Customer ID', ...Array.from({ length: ROWS }, (_, n) => line(n))].join('\n'))]))).sha256);
  const id = await createImport(room, file, (await inspectFile(room, file, { kind: 'orders' })).plan, { dryRun: false, actor: 'test' });
  const row = () => room.db.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = (await row()).rows_read;
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', './tools/setup/sql.mjs', 'loop/measure/imports/kill-child.ts', house.tools.config.data, house.urls.databaseUrl, house.urls.clickhouseUrl, String(room.workspace.id), String(id)], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    const gone = once(child, 'exit');
    while ((await row()).rows_read === before && child.exitCode === null) await new Promise((go) => { setTimeout(go, 20); });
    await new Promise((go) => { setTimeout(go, random.next() * 350); });
    child.kill('SIGKILL');
    await gone;
    const { rows_read: read, rows_new: fresh, rows_same: same, rows_bad: bad } = await row();
    expect(read).toBe(fresh + same + bad);
    expect(read).toBeGreaterThan(before);
  }
  // The last one killed may have had its commit on the way still: then the first run finds that it was overtaken.
  while (!(await runImport(house.tools, room.workspace.id, id, new AbortController().signal)));
  expect(await row()).toMatchObject({ state: 'done', rows_read: ROWS, rows_new: ROWS - BAD, rows_same: 0, rows_bad: BAD, reasons: { number: BAD } });
  const [kept] = await room.events.rows<{ lines: number; ids: number; amount: number }>('SELECT toUInt32(count()) AS lines, toUInt32(uniqExact(line_id)) AS ids, toFloat64(sum(amount)) AS amount FROM order_lines FINAL');
  expect(kept).toEqual({ lines: ROWS - BAD, ids: ROWS - BAD, amount: (ROWS - BAD) * 100 });
  expect((await room.db.selectFrom('import_bad_row').select('row').where('import', '=', id).execute()).length).toBe(BAD);
  expect((await room.db.selectFrom('identity').select('value').where('kind', '=', 'id').execute()).length).toBe(1500);
}, 600_000 + KILLS * 20_000);
