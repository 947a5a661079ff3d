/**
 * The application as it is built, on the sample company: how long it takes to start, what it holds in memory when idle,
 * and how long every page waits for its data.
 *   npm run bench -- application
 * Aims: first page under 5 s with everything installed, under 900 MB for all processes together, every answer under 150 ms.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say, sleep } from './ingest/run.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const OWNER = { email: 'owner@shop.example', password: 'correct horse 1' };
const TIMES = 9;
const PERIODS = { '12 months': 'from=2010-12-10&to=2011-12-09', '24 months': 'from=2009-12-10&to=2011-12-09' };

interface Running { process: ChildProcess; url: string; seconds: number }

/** Starts the built program and opens its first page. */
async function start(data: string): Promise<Running> {
  const began = performance.now();
  const program = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root, stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', TRIBUTARY_DATA: data, TRIBUTARY_SAMPLE: 'online-retail', TRIBUTARY_OWNER_EMAIL: OWNER.email, TRIBUTARY_OWNER_PASSWORD: OWNER.password },
  });
  let said = '';
  for await (const part of program.stdout!) {
    said += String(part);
    const url = /ready at (http:\S+)/.exec(said)?.[1];
    if (!url) continue;
    await (await fetch(url)).text();
    return { process: program, url, seconds: (performance.now() - began) / 1000 };
  }
  throw new Error(`The application did not start: ${said}`);
}

async function stop({ process: program }: Running): Promise<void> {
  const gone = once(program, 'exit');
  program.kill('SIGTERM');
  await gone;
}

/** Memory of a process and of all below it, MB: what it shares is counted in shares (Pss of proc(5)). */
function memoryOf(top: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error; // it ended meanwhile
    }
  }
  const below = (pid: number): boolean => pid === top || (parents.has(pid) && below(parents.get(pid)!));
  const pss = (pid: number): number => Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  return [...parents.keys()].filter(below).reduce((sum, pid) => sum + pss(pid), 0) / 1024;
}

/** Every question without a number in its address, and every report over a year and over two. */
async function questionsOf(url: string, headers: Record<string, string>): Promise<string[]> {
  const description = await (await fetch(`${url}/api/v1/openapi.json`)).json() as { paths: Record<string, { get?: { parameters?: { required?: boolean; in: string }[] } }> };
  const plain = Object.entries(description.paths).filter(([path, { get }]) => get && !path.includes('{') && !get.parameters?.some(({ required }) => required)).map(([path]) => path);
  const { reports } = await (await fetch(`${url}/api/v1/reports`, { headers })).json() as { reports: { id: string }[] };
  return [...plain, ...reports.flatMap(({ id }) => Object.values(PERIODS).map((period) => `/api/v1/reports/${id}?${period}`))];
}

async function timeAnswers(url: string): Promise<void> {
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify(OWNER) });
  if (!signedIn.ok) throw new Error(`The sign-in was answered ${signedIn.status}.`);
  const headers = { cookie: signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ') };
  const slow: string[] = [];
  for (const question of await questionsOf(url, headers)) {
    const took: number[] = [];
    let status = 0;
    for (let i = 0; i < TIMES; i += 1) {
      const began = performance.now();
      const answer = await fetch(`${url}${question}`, { headers });
      await answer.text();
      took.push(performance.now() - began);
      status = answer.status;
    }
    took.sort((a, b) => a - b);
    const [least, median, most] = [took[0]!, took[TIMES >> 1]!, took.at(-1)!].map((ms) => ms.toFixed(0).padStart(4));
    say(`${question.padEnd(72)} ${status}  least ${least}  median ${median}  most ${most} ms`);
    if (took[TIMES >> 1]! > 150) slow.push(question);
  }
  say(slow.length === 0 ? 'Every median lies under 150 ms.' : `Medians over 150 ms: ${slow.join(', ')}`);
}

spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' });
const data = mkdtempSync(join(tmpdir(), 'tributary-bench-'));
let running: Running | null = null;
try {
  const first = running = await start(data);
  say(`first start, with an empty data folder: ${first.seconds.toFixed(2)} s to the first page`);
  const began = performance.now();
  while (!(await (await fetch(`${first.url}/api/v1/start`)).text()).includes('"ready"')) await sleep(100);
  say(`the sample company is there ${((performance.now() - began) / 1000).toFixed(1)} s later`);
  await timeAnswers(first.url);
  await sleep(10_000);
  say(`memory of all processes after that, idle: ${memoryOf(first.process.pid!).toFixed(0)} MB`);
  await stop(first);
  const again = running = await start(data);
  say(`start with everything there: ${again.seconds.toFixed(2)} s to the first page`);
  await sleep(10_000);
  say(`memory of all processes, idle after a start: ${memoryOf(again.process.pid!).toFixed(0)} MB`);
  await stop(again);
} finally {
  if (running && running.process.exitCode === null) await stop(running);
  rmSync(data, { recursive: true, force: true });
}
