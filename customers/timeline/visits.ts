import type { TimelineEntry } from './entry.ts';

/** An event as the timeline's query gives it; 64-bit numbers as text. */
export interface RawEvent {
  at: string; id: string; kind: string; name: string; host: string; path: string; title: string; referrer: string;
  source: string; medium: string; campaign: string; device: string; delivery: string; order: string; properties: string; origin: string;
}

/** A visit ends after half an hour without a page: the rule of every analytics tool since Urchin. */
const GAP = 30 * 60_000;
const PAGES_SHOWN = 12;

export interface EventEntry { entry: TimelineEntry; oldest: RawEvent }

/**
 * Joins page views that follow each other within half an hour into visits; any other event stands by itself and parts
 * the visit it fell into, so that every entry is an unbroken run of events and a page of them can end anywhere.
 * @param rows newest first
 * @param cut whether older events follow: the oldest run may then be incomplete and is left for the next page
 */
export function visitsOf(rows: readonly RawEvent[], cut: boolean): EventEntry[] {
  const runs: RawEvent[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && isPage(row) && isPage(run[0]!) && Number(run.at(-1)!.at) - Number(row.at) <= GAP) run.push(row);
    else runs.push([row]);
  }
  const whole = cut && runs.length > 1 ? runs.slice(0, -1) : runs;
  return whole.map((run) => ({ entry: isPage(run[0]!) ? visitEntry(run) : eventEntry(run[0]!), oldest: run.at(-1)! }));
}

const isPage = (row: RawEvent): boolean => row.kind === 'page' || row.kind === 'screen';
const iso = (row: RawEvent): string => new Date(Number(row.at)).toISOString();

function visitEntry(visit: readonly RawEvent[]): TimelineEntry {
  const first = visit.at(-1)!;
  const pages = [...visit].reverse().map(({ path, title }) => ({ path, title }));
  return {
    type: 'visit', at: iso(visit[0]!), id: `v${first.id}`, from: iso(first), pages: pages.slice(0, PAGES_SHOWN), pageCount: pages.length, host: first.host,
    source: first.source, medium: first.medium, campaign: first.campaign, device: first.device,
  };
}

const eventEntry = (row: RawEvent): TimelineEntry => ({
  type: 'event', at: iso(row), id: `e${row.id}`, name: row.name || row.kind, kind: row.kind, delivery: row.delivery === '0' ? null : row.delivery, order: row.order,
  properties: propertiesOf(row.properties), origin: row.origin,
});

function propertiesOf(text: string): Record<string, unknown> {
  if (text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).slice(0, 30)) : {};
}
