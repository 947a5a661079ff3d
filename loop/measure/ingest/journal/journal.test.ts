import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '#tests/properties.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realDisk, type Disk } from './disk.ts';
import type { Entry } from './frame.ts';
import { Journal, type JournalLimits } from './journal.ts';
import { savePosition } from './position.ts';
import { JournalReader } from './reader.ts';
import { START, listSegments, segmentPath, type Position } from './segments.ts';

let folder: string;
let lines: string[];
const log = pino({ level: 'info' }, { write: (line: string) => { lines.push(line); } });
const said = (words: string): boolean => lines.some((line) => line.includes(words));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-journal-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (limits: Partial<JournalLimits> = {}, disk: Disk = realDisk): Journal => new Journal({ folder, log, salt: () => 7, limits, disk });
const entry = (text: string, about = '{}'): Entry => ({ format: 1, call: 2, workspace: 3, received: 1_700_000_000_123, about, body: Buffer.from(text) });

function readAll(journal: Journal, from: Position = journal.drained, most = 1 << 20): { texts: string[]; next: Position } {
  const reader = new JournalReader(folder, log);
  const texts: string[] = [];
  let at = from;
  for (let chunk = reader.read(at, journal.durable.get(), most); chunk; chunk = reader.read(at, journal.durable.get(), most)) {
    texts.push(...chunk.entries.map((found) => Buffer.from(found.body).toString('utf8')));
    at = chunk.next;
  }
  reader.close();
  return { texts, next: at };
}

describe('the journal', () => {
  it('gives back what was appended, in order and with everything that was said about it', async () => {
    const journal = open();
    await Promise.all(['one', '', '二'].map((text) => journal.append(entry(text, '{"agent":"火狐"}'))));
    const [first] = new JournalReader(folder, log).read(START, journal.durable.get(), 1000)!.entries;
    expect(first).toMatchObject({ format: 1, call: 2, workspace: 3, received: 1_700_000_000_123, about: '{"agent":"火狐"}', salt: '0700000007000000' });
    expect(readAll(journal).texts).toEqual(['one', '', '二']);
    await journal.close();
  });

  it('puts everybody who waits into one write and one sync', async () => {
    let syncs = 0;
    const journal = open({}, { ...realDisk, sync: async (file) => { syncs += 1; await realDisk.sync(file); } });
    await Promise.all(Array.from({ length: 500 }, (_, i) => journal.append(entry(`e${i}`))));
    expect(syncs).toBeLessThanOrEqual(2);
    expect(readAll(journal).texts).toHaveLength(500);
    await journal.close();
  });

  it('answers only after the sync', async () => {
    let synced = false;
    const journal = open({}, { ...realDisk, sync: async (file) => { await new Promise((r) => { setTimeout(r, 30); }); await realDisk.sync(file); synced = true; } });
    await journal.append(entry('x'));
    expect(synced).toBe(true);
    await journal.close();
  });

  it('begins a new segment when one is full and deletes those that are drained', async () => {
    const journal = open({ segment: 4000 });
    for (let i = 0; i < 40; i += 1) await journal.append(entry(`${i}`.padEnd(300, '.')));
    expect(listSegments(folder).length).toBeGreaterThan(3);
    const { texts, next } = readAll(journal, START, 700);
    expect(texts.map((text) => Number.parseInt(text, 10))).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(journal.behind).toBeGreaterThan(12_000);
    journal.drainedTo(next);
    await expect.poll(() => listSegments(folder).map((file) => file.segment)).toEqual([next.segment]);
    expect(journal.behind).toBe(0);
    await journal.close();
  });

  it('goes on from the drained position after a restart', async () => {
    const first = open();
    for (const text of ['a', 'b', 'c']) await first.append(entry(text));
    const reader = new JournalReader(folder, log);
    savePosition(folder, reader.read(START, first.durable.get(), 50)!.next);
    await first.close();
    const second = open();
    await second.append(entry('d'));
    expect(readAll(second).texts).toEqual(['b', 'c', 'd']);
    await second.close();
  });

  it('drains everything again when the saved position was lost', async () => {
    const first = open();
    await first.append(entry('a'));
    await first.close();
    writeFileSync(join(folder, 'drained.json'), '');
    const second = open();
    expect(readAll(second).texts).toEqual(['a']);
    await second.close();
  });

  it('cuts off a record that a crash left half-written, and says so', async () => {
    const first = open();
    for (const text of ['a', 'b', 'c']) await first.append(entry(text));
    await first.close();
    const path = segmentPath(folder, 1);
    truncateSync(path, statSync(path).size - 1);
    const second = open();
    expect(readAll(second).texts).toEqual(['a', 'b']);
    expect(said('half-written record')).toBe(true);
    await second.append(entry('d'));
    expect(readAll(second).texts).toEqual(['a', 'b', 'd']);
    await second.close();
  });

  it('never reads a record that differs from what was written, wherever the newest segment is damaged', async () => {
    const first = open();
    const texts = Array.from({ length: 12 }, (_, i) => `record ${i} ${'x'.repeat(i * 7)}`);
    for (const text of texts) await first.append(entry(text));
    await first.close();
    const path = segmentPath(folder, 1);
    const whole = readFileSync(path);
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
      const damaged = Buffer.from(cut ? whole.subarray(0, at) : whole);
      if (!cut) damaged[at] = damaged[at]! ^ flip;
      writeFileSync(path, damaged);
      const journal = open();
      const found = readAll(journal).texts;
      expect(found).toEqual(texts.slice(0, found.length));
      await journal.close();
    }), { numRuns: 60 });
  });

  it('leaves out the rest of an older segment whose record is damaged, says so, and reads on', async () => {
    const first = open({ segment: 200 });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await first.append(entry(text));
    await first.close();
    const bytes = readFileSync(segmentPath(folder, 1));
    bytes[40] = bytes[40]! ^ 1;
    writeFileSync(segmentPath(folder, 1), bytes);
    const second = open();
    const { texts } = readAll(second);
    expect(texts.at(-1)).toBe('h');
    expect(texts.length).toBeLessThan(8);
    expect(said('not whole')).toBe(true);
    await second.close();
  });
});

describe('a disk that does not take it', () => {
  /** A real disk that takes `room` bytes in all, then writes short and fails as a full one does. */
  function full(room: number): Disk & { room: number } {
    const disk = {
      ...realDisk,
      room,
      async write(file: number, bytes: Buffer) {
        if (disk.room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        const written = await realDisk.write(file, bytes.subarray(0, Math.min(bytes.length, disk.room)));
        disk.room -= written;
        return written;
      },
    };
    return disk;
  }

  it('acknowledges nothing that did not fit, keeps what was there, and works again when there is room', async () => {
    const disk = full(150);
    const journal = open({}, disk);
    await journal.append(entry('fits'));
    await expect(journal.append(entry('x'.repeat(500)))).rejects.toMatchObject({ code: 'ingest.disk', values: { reason: 'ENOSPC' } });
    await expect(journal.append(entry('y'))).rejects.toMatchObject({ code: 'ingest.disk' });
    expect(listSegments(folder)).toHaveLength(1);
    disk.room = 10_000;
    await journal.append(entry('again'));
    expect(readAll(journal).texts).toEqual(['fits', 'again']);
    await journal.close();
    const reopened = open();
    expect(readAll(reopened).texts).toEqual(['fits', 'again']);
    await reopened.close();
  });

  it('never trusts a segment again whose sync failed', async () => {
    let failing = false;
    const journal = open({}, { ...realDisk, sync: async (file) => { if (failing) throw Object.assign(new Error('i/o'), { code: 'EIO' }); await realDisk.sync(file); } });
    await journal.append(entry('a'));
    failing = true;
    await expect(journal.append(entry('b'))).rejects.toMatchObject({ code: 'ingest.disk', values: { reason: 'EIO' } });
    failing = false;
    await journal.append(entry('c'));
    expect(journal.durable.get().segment).toBe(2);
    expect(readAll(journal).texts).toEqual(['a', 'c']);
    await journal.close();
  });
});

describe('back-pressure', () => {
  it('tells callers to come again while the store is too far behind', async () => {
    const journal = open({ behind: 1000 });
    await journal.append(entry('x'.repeat(1200)));
    await expect(journal.append(entry('y'))).rejects.toMatchObject({ code: 'ingest.busy', status: 429, values: { seconds: 10 } });
    journal.drainedTo(readAll(journal).next);
    await journal.append(entry('z'));
    await journal.close();
  });

  it('tells callers to come again while too much waits for the disk', async () => {
    const journal = open({ waiting: 1000 });
    const first = journal.append(entry('x'.repeat(900)));
    await expect(journal.append(entry('y'.repeat(900)))).rejects.toMatchObject({ code: 'ingest.busy', values: { seconds: 1 } });
    await first;
    await journal.close();
    await expect(journal.append(entry('late'))).rejects.toMatchObject({ code: 'ingest.closing' });
  });
});

describe('the lock of the folder', () => {
  it('lets one journal in at a time and names who holds it', async () => {
    const journal = open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'ingest.locked', values: { folder, pid: process.pid } }));
    await journal.close();
    await open().close();
  });

  it('passes over an owner that is dead, or that only has the number of somebody else by now', async () => {
    writeFileSync(join(folder, 'lock'), '4194999 77');
    await open().close();
    writeFileSync(join(folder, 'lock'), `${process.pid} 1`);
    await open().close();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('refuses while another living process holds it', () => {
    const parent = `${process.ppid} ${readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ')[1]!.split(' ')[19]}`;
    appendFileSync(join(folder, 'lock'), parent);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'ingest.locked', values: { folder, pid: process.ppid } }));
  });
});
