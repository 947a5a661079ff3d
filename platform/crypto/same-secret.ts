import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { Fault } from '../errors/fault.ts';
import type { Secrets } from './secrets.ts';

const NAME = 'root key';
const TEXT = 'tributary';

/**
 * The first node to start leaves a sealed word in the database; every later one must be able to open it. With another
 * root key, sessions and the links in sent messages would be refused one by one and nobody would know why. Throws
 * stores.other-secret.
 */
export async function holdToSecret(database: Kysely<DB>, secrets: Secrets): Promise<void> {
  await database.insertInto('secret').values({ name: NAME, sealed: secrets.seal(TEXT, NAME) }).onConflict((conflict) => conflict.column('name').doNothing()).execute();
  const { sealed } = await database.selectFrom('secret').select('sealed').where('name', '=', NAME).executeTakeFirstOrThrow();
  if (!opens(secrets, sealed)) throw new Fault('stores.other-secret');
}

function opens(secrets: Secrets, sealed: Buffer): boolean {
  try {
    return secrets.open(sealed, NAME) === TEXT;
  } catch {
    // AES-GCM throws where key and text do not belong together: that is the answer.
    return false;
  }
}
