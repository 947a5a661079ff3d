import { close, constants, fdatasync, fsync, ftruncate, open, write } from 'node:fs';
import { promisify } from 'node:util';

/** What the journal asks of the file system; an argument, so that a test can bring a disk that is full or breaks. */
export interface Disk {
  /** Makes a file for writing; fails where one stands already. */
  create(path: string): Promise<number>;
  /** May write less than asked, as write(2) does when the disk fills up. Gives the bytes written. */
  write(file: number, bytes: Buffer): Promise<number>;
  /** The bytes written are on the disk (fdatasync(2)). */
  sync(file: number): Promise<void>;
  truncate(file: number, length: number): Promise<void>;
  close(file: number): Promise<void>;
  /** A new file's name is on the disk only after its folder was synced too. */
  syncFolder(path: string): Promise<void>;
}

const opened = promisify(open);
const closed = promisify(close);
const synced = promisify(fsync);
const dataSynced = promisify(fdatasync);
const truncated = promisify(ftruncate);

/**
 * On Linux a write to a file opened like this is on the disk when it returns (open(2), O_DSYNC): one call where write and
 * fdatasync are two, which is a third less work for every group of requests. Elsewhere only the sync empties the drive's cache.
 */
const AT_ONCE = process.platform === 'linux' ? constants.O_DSYNC : 0;

export const realDisk: Disk = {
  create: (path) => opened(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | AT_ONCE, 0o600),
  write: (file, bytes) =>
    new Promise((resolve, reject) => {
      write(file, bytes, 0, bytes.length, null, (error, written) => (error ? reject(error) : resolve(written)));
    }),
  sync: AT_ONCE === 0 ? (file) => dataSynced(file) : async () => {},
  truncate: (file, length) => truncated(file, length),
  close: (file) => closed(file),
  async syncFolder(path) {
    const folder = await opened(path, 'r');
    try {
      await synced(folder);
    } finally {
      await closed(folder);
    }
  },
};
