/**
 * Segment batches of 100 events at a steady rate, acknowledged and stored.
 *   SECONDS=300 RATE=40000 npm run bench -- ingest-batch
 * Aim: 40,000 events a second for 300 s on two cores, memory flat.
 */
import { Agent, request } from 'node:http';
import { cpuOf, openBench, say, sleep, startServer } from './ingest/run.ts';
import { makeEvents } from './ingest/events.ts';

const SECONDS = Number(process.env.SECONDS ?? 30);
const RATE = Number(process.env.RATE ?? 40_000);
const BATCH = 100;
const PREPARED = 500;

const events = makeEvents(5, Date.now() - 60_000, 1);
/** The texts are made beforehand, so that the sender costs little: of each batch, the pieces between what changes. */
const prepared = Array.from({ length: PREPARED }, () => Array.from({ length: BATCH }, () => {
  const { messageId: _, timestamp: __, ...event } = events.next().value;
  return JSON.stringify(event).slice(0, -1);
}));
/** Ids and times are those of each sending. */
function batchOf(number: number): Buffer {
  const now = new Date().toISOString();
  let text = `{"writeKey":"wk","sentAt":"${now}","batch":[`;
  prepared[number % PREPARED]!.forEach((event, i) => { text += `${event},"timestamp":"${now}","messageId":"ajs-next-1795370000000-${process.pid}-${number}-${i}"}${i === BATCH - 1 ? ']}' : ','}`; });
  return Buffer.from(text);
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const post = (port: number, body: Buffer): Promise<number> => new Promise((resolve, reject) => {
  const sent = request({ host: '127.0.0.1', port, path: '/v1/batch', method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': body.length } }, (answer) => {
    answer.resume();
    answer.once('end', () => resolve(answer.statusCode ?? 0));
  });
  sent.once('error', reject);
  sent.end(body);
});

const bench = await openBench();
try {
  const server = await startServer({ mode: 'tributary', folder: `${bench.folder}/journal`, eventsUrl: bench.clickhouse.url() });
  const [before, storeBefore, ownBefore] = [await server.figures(), cpuOf(bench.clickhouse.pid()), process.cpuUsage()];
  const delays: number[] = [];
  const refused = new Map<number, number>();
  let sent = 0;
  let open = 0;
  const began = performance.now();
  let reported = 0;
  while (performance.now() - began < SECONDS * 1000) {
    const due = Math.floor(((performance.now() - began) / 1000) * (RATE / BATCH));
    while (sent < due && open < 64) {
      const body = batchOf(sent);
      sent += 1;
      open += 1;
      const start = performance.now();
      void post(server.port, body).then((status) => {
        if (status === 200) delays.push(performance.now() - start);
        else refused.set(status, (refused.get(status) ?? 0) + 1);
      }).finally(() => { open -= 1; });
    }
    await sleep(2);
    const seconds = Math.floor((performance.now() - began) / 1000);
    if (seconds >= reported + Math.max(5, SECONDS / 10)) {
      reported = seconds;
      const now = await server.figures();
      say(`${String(seconds).padStart(4)} s: accepted ${now.accepted}, drained ${now.drained}, behind ${now.behindMb.toFixed(1)} MB, server ${Math.round(now.rssMb)} MB`);
    }
  }
  while (open > 0) await sleep(5);
  const wall = (performance.now() - began) / 1000;
  const ended = performance.now();
  let after = await server.figures();
  while (after.behindMb > 0) { await sleep(50); after = await server.figures(); }
  const own = process.cpuUsage(ownBefore);
  const [cpu, store] = [after.cpuMs - before.cpuMs, cpuOf(bench.clickhouse.pid()) - storeBefore];
  delays.sort((a, b) => a - b);
  const at = (share: number): string => (delays[Math.floor(delays.length * share)] ?? Number.NaN).toFixed(1);
  say(`${Math.round(after.accepted / wall)} events/s acknowledged of ${RATE} asked for; p50 ${at(0.5)}, p99 ${at(0.99)} ms a batch; refused ${JSON.stringify([...refused])}`);
  say(`all stored ${Math.round(performance.now() - ended)} ms after the last answer; drained ${after.drained}, dropped ${after.dropped}`);
  say(`CPU a thousand events: server ${((cpu / after.accepted) * 1000).toFixed(1)} ms, store ${((store / after.accepted) * 1000).toFixed(1)} ms, sender ${(((own.user + own.system) / 1000 / after.accepted) * 1000).toFixed(1)} ms; together ${(((cpu + store) / 1000) / wall).toFixed(2)} cores without the sender`);
  await server.stop();
} finally {
  agent.destroy();
  await bench.close();
}
