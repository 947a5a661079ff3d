import type { EventStore } from '#platform/clickhouse/store.ts';
import type { Room } from '#platform/tools/tools.ts';

/** An empty workspace, as a query finds it. */
export const room = (events: EventStore): Pick<Room, 'events' | 'workspace'> => ({
  events: events.inWorkspace(1),
  workspace: { id: 1, name: 'Example', currency: 'EUR', rates: [], timeZone: 'Asia/Shanghai', language: 'en', today: '2026-06-30', sample: null },
});
