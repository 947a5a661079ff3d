import type { Room } from '../tools/tools.ts';
import type { Actor } from '../http/route.ts';

/** Writes down who did what to what; read back on the settings page. */
export async function audit(room: Pick<Room, 'db' | 'workspace'>, actor: Pick<Actor, 'id' | 'name'>, action: string, subject: string, detail: Record<string, unknown> = {}): Promise<void> {
  await room.db.insertInto('audit_entry').values({
    workspace: room.workspace.id, actor: actor.name || actor.id, action, subject, detail: JSON.stringify(detail),
  }).execute();
}
