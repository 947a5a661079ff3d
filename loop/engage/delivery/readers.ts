import type { Room } from '#platform/tools/tools.ts';
import { Language } from '#vocabulary/words.ts';
import type { Reader } from '../content/message.ts';

/** What templates may read of these customers, by number; of one who was merged away, what the record says that took them in. */
export async function readersOf(room: Pick<Room, 'db' | 'workspace'>, customers: readonly number[]): Promise<Map<number, Reader>> {
  if (customers.length === 0) return new Map();
  const rows = await room.db.selectFrom('customer as asked').innerJoin('customer as kept', (join) => join.on((each) => each('kept.id', '=', each.fn.coalesce('asked.merged_into', 'asked.id'))))
    .select(['asked.id', 'kept.name', 'kept.email', 'kept.country', 'kept.language', 'kept.attributes']).where('asked.id', 'in', customers).execute();
  return new Map(rows.map(({ id, language, attributes, ...row }) => [id, {
    ...row, language: Language.catch(room.workspace.language).parse(language), attributes: (attributes ?? {}) as Record<string, unknown>,
  }]));
}
