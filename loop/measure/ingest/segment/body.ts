import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Fault } from '#platform/errors/fault.ts';
import type { Call } from './calls.ts';
import { idOf, isFields } from './read.ts';

/** Segment's limits ("HTTP API Source", Max request size). */
export const LIMITS = { event: 32 * 1024, batch: 500 * 1024 } as const;
const SAID: Readonly<Record<keyof typeof LIMITS, string>> = { event: '32 kB', batch: '500 kB' };

const decoders = { gzip: promisify(gunzip), 'x-gzip': promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };
const isKnown = (encoding: string): encoding is keyof typeof decoders => encoding in decoders;

export const tooLarge = (call: Call): Fault => {
  const what = call === 'batch' ? 'batch' : 'event';
  return new Fault('ingest.too-large', { what: what === 'batch' ? 'A batch' : 'An event', limit: SAID[what] });
};
const limitOf = (call: Call): number => (call === 'batch' ? LIMITS.batch : LIMITS.event);
const malformed = (reason: string): Fault => new Fault('ingest.malformed', { reason });

/** The body as it came; throws ingest.too-large. */
export function sized(body: Buffer, call: Call): Buffer {
  if (body.length > limitOf(call)) throw tooLarge(call);
  return body;
}

/** The body as JSON text; unpacking stops at the limit, so a small body cannot fill the memory. */
export async function unpacked(body: Buffer, encoding: string, call: Call): Promise<Buffer> {
  if (encoding === 'identity') return sized(body, call);
  sized(body, call);
  if (!isKnown(encoding)) throw malformed(`the content encoding ${encoding} is not known; gzip, deflate and br are`);
  try {
    return await decoders[encoding](body, { maxOutputLength: limitOf(call) });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(call);
    throw malformed(`it cannot be unpacked as ${encoding}`);
  }
}

export interface Checked {
  /** Messages in it. */
  events: number;
  writeKey: string | null;
}

/**
 * Refuses what can never become an event, so that the sender learns of it. Of a batch single messages are not refused:
 * the others are good; what cannot be used is dropped and counted.
 */
export function check(body: Buffer, call: Call): Checked {
  const whole = parsed(body);
  if (!isFields(whole)) throw malformed('a JSON object is wanted');
  const writeKey = typeof whole.writeKey === 'string' && whole.writeKey !== '' ? whole.writeKey : null;
  if (call === 'batch') {
    if (!Array.isArray(whole.batch)) throw malformed('“batch” must be a list of messages');
    return { events: whole.batch.length, writeKey };
  }
  if (idOf(whole.userId) === null && idOf(whole.anonymousId) === null) throw malformed('“userId” or “anonymousId” must say who it is about');
  if (call === 'track' && (typeof whole.event !== 'string' || whole.event === '')) throw malformed('“event” must name what happened');
  if (call === 'group' && idOf(whole.groupId) === null) throw malformed('“groupId” must name the group');
  if (call === 'alias' && idOf(whole.previousId) === null) throw malformed('“previousId” must say who it was before');
  return { events: 1, writeKey };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(`it is not JSON: ${error.message.slice(0, 120)}`);
    throw error;
  }
}
