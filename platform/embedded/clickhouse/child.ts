import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { configFile } from './config.ts';
import { Engine } from './engine.ts';
import { serveHttp } from './http.ts';
import { loadNative } from './native.ts';
import { Pipes } from './pipes.ts';
import type { FromChild, StartOrder, ToChild } from './protocol.ts';

/** The process that holds the event store; started, watched and ended by supervise.ts. */
const say = (message: FromChild): void => { process.send?.(message); };

async function start(order: StartOrder): Promise<() => Promise<void>> {
  const spool = join(order.folder, 'spool');
  await rm(spool, { recursive: true, force: true });
  const config = await configFile(order);
  const pipes = await Pipes.in(join(order.folder, 'pipes'));
  const engine = new Engine({
    native: loadNative(), path: join(order.folder, 'store'), args: [`--config-file=${config}`], defaults: new Map(Object.entries(order.defaults)), pipes,
  });
  await engine.own(`CREATE DATABASE IF NOT EXISTS ${order.database}`);
  const version = (await engine.own('SELECT version()')).trim();
  const server = serveHttp({ engine, version, spool, credentials: { user: order.user, password: order.password }, drifted });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(order.port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  say({ kind: 'ready', port: address.port, version });
  return async () => {
    server.close();
    server.closeIdleConnections();
    await engine.close();
  };
}

/** Ends as if it had died: whoever watches starts it again within a second or two, and what was confirmed is on disk. */
function drifted(): void {
  process.stderr.write('The count of memory has drifted from what is really used; the event store is started anew.\n');
  process.exit(75); // EX_TEMPFAIL of sysexits.h
}

// A terminal's Ctrl-C reaches every process; this one ends when the application says so, after its last write.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
// The application is gone, however it went. Nothing is lost: what was confirmed is on disk.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

let stop: (() => Promise<void>) | null = null;
process.on('message', (message: ToChild) => {
  if (message.kind === 'stop') {
    void (stop?.() ?? Promise.resolve()).then(() => process.exit(0), () => process.exit(1));
    return;
  }
  start(message).then((end) => { stop = end; }, (error: unknown) => {
    const { code, message: text } = error as NodeJS.ErrnoException;
    say({ kind: 'failed', code: code === undefined ? null : String(code), message: text });
  });
});
