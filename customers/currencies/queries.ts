import type { EventStore, WorkspaceEvents } from '#platform/clickhouse/store.ts';

/** The latest complete build of a month: which rows of `product_months` are its, and the mark of the lines it was made from. */
export interface ProductBuild { workspace: number; month: number; mark: string; build: string }

/** Of one workspace or, asked of the whole store, of all. */
export const readBuilds = (events: Pick<EventStore | WorkspaceEvents, 'rows'>): Promise<ProductBuild[]> =>
  events.rows<ProductBuild>('SELECT workspace, month, toString(mark) AS mark, toString(build) AS build FROM product_builds FINAL');
