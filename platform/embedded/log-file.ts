import { openSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';

const LARGEST = 10_000_000;

/** Opens a process's log for appending; one that has grown large is set aside first and replaces the one before. */
export async function openLogFile(path: string): Promise<number> {
  const size = await stat(path).then((found) => found.size, () => 0);
  if (size > LARGEST) await rename(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
