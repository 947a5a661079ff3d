/**
 * Single events, one POST each, on 32 connections: against a bare server that only checks the same JSON.
 *   SECONDS=10 npm run bench -- ingest-single
 * Aim: 45 % of the bare server or 10,000 a second, p99 below 20 ms, the store keeping up.
 */
import { createRequire } from 'node:module';
import { cpuOf, openBench, say, sleep, startServer } from './ingest/run.ts';
import { makeEvents } from './ingest/events.ts';

const SECONDS = Number(process.env.SECONDS ?? 10);
const CONNECTIONS = 32;
const BODIES = 50_000;

const events = makeEvents(3, Date.now() - 600_000, 2);
const bodies: string[] = [];
while (bodies.length < BODIES) {
  const event = events.next().value;
  if (event.type === 'track') bodies.push(JSON.stringify({ ...event, writeKey: 'wk', sentAt: event.timestamp }));
}
/** As much of autocannon 9 as is used here; it comes without types. */
interface Client { setBody(body: string): void; on(event: 'response', heard: () => void): void }
interface Result { requests: { average: number }; latency: { p50: number; p99: number }; '2xx': number; non2xx: number; errors: number }
interface Load { url: string; connections: number; duration: number; method: string; headers: Record<string, string>; setupClient: (client: Client) => void }
const autocannon: (load: Load) => Promise<Result> = createRequire(import.meta.url)('autocannon');

/** Every request is an event of its own: a fresh id in the place of the old one, and the time of now. */
let serial = 0;
const OLD_ID = /"messageId":"[^"]*"/;
const fresh = (): string => bodies[serial % BODIES]!.replace(OLD_ID, `"messageId":"bench-${process.pid}-${(serial += 1)}"`);

async function load(port: number): Promise<Result> {
  return autocannon({
    url: `http://127.0.0.1:${port}/v1/track`, connections: CONNECTIONS, duration: SECONDS, method: 'POST', headers: { 'content-type': 'application/json' },
    setupClient: (client) => {
      client.setBody(fresh());
      client.on('response', () => client.setBody(fresh()));
    },
  });
}

const bench = await openBench();
try {
  const bare = await startServer({ mode: 'bare', folder: '', eventsUrl: '' });
  const ours = await startServer({ mode: 'tributary', folder: `${bench.folder}/journal`, eventsUrl: bench.clickhouse.url() });
  const bareBefore = await bare.figures();
  const limit = await load(bare.port);
  const bareCpu = ((await bare.figures()).cpuMs - bareBefore.cpuMs) / limit['2xx'];
  await bare.stop();
  const [before, storeBefore] = [await ours.figures(), cpuOf(bench.clickhouse.pid())];
  const result = await load(ours.port);
  const atEnd = await ours.figures();
  let after = atEnd;
  const ended = performance.now();
  while (after.behindMb > 0) { await sleep(50); after = await ours.figures(); }
  const caughtUp = performance.now() - ended;
  await ours.stop();
  const ms = (value: number): string => value.toFixed(4);
  say(`bare:      ${Math.round(limit.requests.average)}/s, p50 ${limit.latency.p50} ms, p99 ${limit.latency.p99} ms, ${ms(bareCpu)} CPU-ms an event`);
  say(`tributary: ${Math.round(result.requests.average)}/s, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, ${ms((after.cpuMs - before.cpuMs) / result['2xx'])} CPU-ms an event, and ${ms((cpuOf(bench.clickhouse.pid()) - storeBefore) / result['2xx'])} in the store; ${result.non2xx} refused, ${result.errors} errors`);
  say(`ratio ${(result.requests.average / limit.requests.average).toFixed(2)}; behind at the end ${atEnd.behindMb.toFixed(2)} MB, stored ${Math.round(caughtUp)} ms later; accepted ${after.accepted}, drained ${after.drained}, dropped ${after.dropped}`);
} finally {
  await bench.close();
}
