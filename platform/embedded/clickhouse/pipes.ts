import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A named pipe with both its ends: the engine writes at `path`, and `output` reads what it wrote. */
export interface Pipe {
  path: string;
  output: Socket;
  /** To be called when the engine has written its last; the output then ends. */
  finish: () => void;
  /** Gives the pipe back; the engine must not be writing any more. */
  release: () => void;
}

/**
 * Named pipes through which the engine hands over long results: it writes with INTO OUTFILE on its own threads, as
 * fast as the other end reads, in any format, and nothing piles up in memory or on disk.
 */
export class Pipes {
  readonly #folder: string;
  readonly #idle: string[] = [];
  #made = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async in(folder: string): Promise<Pipes> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Pipes(folder);
  }

  async take(): Promise<Pipe> {
    const path = this.#idle.pop() ?? await this.#make();
    // Opened without waiting for the other side. Our own writing end, held until the query is over, keeps the
    // reading one from seeing an end before the engine has opened the pipe.
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    let writing: number | null = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    const output = new Socket({ fd: reading, readable: true, writable: false });
    const finish = (): void => {
      if (writing !== null) closeSync(writing);
      writing = null;
    };
    return { path, output, finish, release: () => {
      finish();
      output.destroy();
      this.#idle.push(path);
    } };
  }

  async #make(): Promise<string> {
    const path = join(this.#folder, `pipe-${(this.#made += 1)}`);
    // Node has no call for it.
    await promisify(execFile)('mkfifo', ['-m', '600', path]);
    return path;
  }
}
