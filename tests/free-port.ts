import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port of the loopback that nobody listens on, for what has to name its port before it listens or comes back to it after
 * a pause. It lies below those that the system hands out (from 32768 on Linux, from 49152 elsewhere), so nobody who asks
 * for any port is given this one meanwhile.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000);
    const probe = createServer();
    const free = await new Promise<boolean>((told) => { probe.once('error', () => told(false)).listen(port, '127.0.0.1', () => told(true)); });
    if (!free) continue;
    await new Promise((closed) => { probe.close(closed); });
    return port;
  }
}
