import { rm, rmSync } from 'node:fs';
import { Fault } from '#platform/errors/fault.ts';
import type { Log } from '#platform/log/log.ts';
import { realDisk, type Disk } from './disk.ts';
import { sizeOf, writeFrame, type Entry } from './frame.ts';
import { lockFolder, type Lock } from './lock.ts';
import { Mark } from './mark.ts';
import { readPosition } from './position.ts';
import { recover } from './recover.ts';
import { MAGIC, segmentPath, type Position } from './segments.ts';

export interface JournalOptions {
  folder: string;
  log: Log;
  /** A 32-bit unsigned random number. */
  salt: () => number;
  disk?: Disk;
  limits?: Partial<JournalLimits>;
}

export interface JournalLimits {
  /** Bytes of a segment, after which the next one begins. */
  segment: number;
  /** Bytes that may wait for the disk at once; beyond, callers are told to come again. */
  waiting: number;
  /** Bytes on disk that the store does not have yet; beyond, likewise. */
  behind: number;
}

const MB = 1024 * 1024;
const LIMITS: JournalLimits = { segment: 64 * MB, waiting: 32 * MB, behind: 2048 * MB };
/** What a caller is told to wait, in seconds: the disk catches up sooner than the store. */
const COME_AGAIN = { waiting: 1, behind: 10 } as const;

interface Waiter { done: () => void; failed: (reason: Fault) => void }
interface Pile { bytes: Buffer; length: number; waiters: Waiter[] }

const pile = (): Pile => ({ bytes: Buffer.allocUnsafe(MB), length: 0, waiters: [] });

/**
 * Keeps what is acknowledged before the store has it. Everything that waits while the disk is busy goes down in one write
 * and one sync, then all its callers are answered (group commit: DeWitt et al., "Implementation techniques for main
 * memory database systems", SIGMOD 1984, section 5.2).
 */
export class Journal {
  /** Everything before it is on disk. */
  readonly durable = new Mark();
  readonly folder: string;
  readonly #disk: Disk;
  readonly #log: Log;
  readonly #salt: () => number;
  readonly #limits: JournalLimits;
  readonly #lock: Lock;
  /** Bytes of the segments that are not wholly drained. */
  readonly #sizes = new Map<number, number>();
  #filling = pile();
  #spare = pile();
  #file: number | null = null;
  #segment: number;
  #length = 0;
  #drained: Position;
  #behind = 0;
  #flushing: Promise<void> | null = null;
  #closing = false;

  constructor(options: JournalOptions) {
    this.folder = options.folder;
    this.#disk = options.disk ?? realDisk;
    this.#log = options.log;
    this.#salt = options.salt;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#lock = lockFolder(options.folder);
    this.#drained = readPosition(options.folder);
    const left = recover(options.folder, this.#drained, options.log);
    for (const { segment, bytes } of left) this.#sizes.set(segment, bytes);
    const newest = left.at(-1);
    this.#segment = Math.max(newest?.segment ?? 0, this.#drained.segment);
    this.durable.set(newest ? { segment: newest.segment, offset: newest.bytes } : this.#drained);
    this.#measureBehind();
  }

  /** Where the drain goes on. */
  get drained(): Position { return this.#drained; }
  /** Bytes on disk that the store does not have yet. */
  get behind(): number { return this.#behind; }

  /** Resolves once the entry is on disk. Throws `ingest.busy`, `ingest.disk` or `ingest.closing`, and then kept nothing. */
  append(entry: Entry): Promise<void> {
    if (this.#closing) return Promise.reject(new Fault('ingest.closing'));
    const size = sizeOf(entry);
    if (this.#filling.length + size > this.#limits.waiting) return Promise.reject(new Fault('ingest.busy', { seconds: COME_AGAIN.waiting }));
    if (this.#behind > this.#limits.behind) return Promise.reject(new Fault('ingest.busy', { seconds: COME_AGAIN.behind }));
    this.#filling = withRoom(this.#filling, size);
    const { bytes, length, waiters } = this.#filling;
    this.#filling.length = writeFrame(bytes, length, entry, this.#salt);
    return new Promise((done, failed) => {
      waiters.push({ done, failed });
      this.#flushing ??= new Promise((resolve) => { setImmediate(() => resolve(this.#flush())); });
    });
  }

  /** The store has everything before `position`: whole segments before it are deleted. */
  drainedTo(position: Position): void {
    this.#drained = position;
    for (const segment of this.#sizes.keys()) {
      if (segment >= position.segment) continue;
      this.#sizes.delete(segment);
      rm(segmentPath(this.folder, segment), { force: true }, (error) => {
        if (error) this.#log.warn({ err: error, segment }, 'A drained journal segment could not be deleted; the next start tries again.');
      });
    }
    this.#measureBehind();
  }

  /** Takes nothing more and answers everybody who waits. What it holds can still be read and drained. */
  async finish(): Promise<void> {
    this.#closing = true;
    await this.#flushing;
    if (this.#file !== null) await this.#disk.close(this.#file);
    this.#file = null;
  }

  /** Finishes and lets the folder go. */
  async close(): Promise<void> {
    await this.finish();
    this.#lock.release();
  }

  async #flush(): Promise<void> {
    while (this.#filling.length > 0) {
      const now = this.#filling;
      this.#filling = this.#spare;
      await this.#write(now.bytes.subarray(0, now.length)).then(
        () => { for (const waiter of now.waiters) waiter.done(); },
        (error: unknown) => this.#refuse(now.waiters, error),
      );
      this.#spare = { bytes: now.bytes, length: 0, waiters: [] };
    }
    this.#flushing = null;
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      if (this.#file === null || (this.#length > MAGIC.length && this.#length + bytes.length > this.#limits.segment)) await this.#begin();
      await this.#writeAll(bytes);
      await this.#disk.sync(this.#file ?? 0);
    } catch (error) {
      await this.#abandon();
      throw error;
    }
    this.#length += bytes.length;
    this.#sizes.set(this.#segment, this.#length);
    this.#behind += bytes.length;
    this.durable.set({ segment: this.#segment, offset: this.#length });
  }

  async #begin(): Promise<void> {
    if (this.#file !== null) await this.#disk.close(this.#file);
    this.#file = null;
    this.#segment += 1;
    this.#length = 0;
    this.#file = await this.#disk.create(segmentPath(this.folder, this.#segment));
    await this.#writeAll(MAGIC);
    this.#length = MAGIC.length;
    await this.#disk.syncFolder(this.folder);
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    if (this.#file === null) throw new Error('no segment is open');
    let at = 0;
    while (at < bytes.length) at += await this.#disk.write(this.#file, bytes.subarray(at));
  }

  /**
   * After a failed write or sync nobody knows which pages reached the disk, and a second fdatasync may call them safe
   * wrongly (Rebello et al., "Can applications recover from fsync failures?", USENIX ATC 2020): so that segment ends at
   * its last good record and the next write begins a new one.
   */
  async #abandon(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    try {
      await this.#disk.truncate(file, this.#length);
    } catch (error) {
      this.#log.warn({ err: error, segment: this.#segment }, 'The torn end of a journal segment could not be cut off; reading stops before it.');
    }
    await this.#disk.close(file);
    if (this.#length <= MAGIC.length) rmSync(segmentPath(this.folder, this.#segment), { force: true });
  }

  #refuse(waiters: Waiter[], error: unknown): void {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    this.#log.error({ err: error, waiting: waiters.length }, 'Events could not be written to the journal; their senders were told.');
    const fault = new Fault('ingest.disk', { reason }, { cause: error });
    for (const waiter of waiters) waiter.failed(fault);
  }

  #measureBehind(): void {
    let bytes = 0;
    for (const [segment, size] of this.#sizes) bytes += segment === this.#drained.segment ? Math.max(0, size - this.#drained.offset) : size;
    this.#behind = bytes;
  }
}

/** A pile that grew stays grown: bursts come again. */
function withRoom(old: Pile, size: number): Pile {
  if (old.length + size <= old.bytes.length) return old;
  const bytes = Buffer.allocUnsafe(Math.max(old.bytes.length * 2, old.length + size));
  old.bytes.copy(bytes, 0, 0, old.length);
  return { bytes, length: old.length, waiters: old.waiters };
}
