import { hash63, identify, joined, words63, type IdentifyItem } from '#customers/index.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { Identity } from '#vocabulary/identity.ts';
import type { Understood } from '../understand/rows.ts';
import type { ImportRun, OpenImporter, Outcome } from './contract.ts';
import { existingEvents } from './queries.ts';
import { counted } from './kept.ts';
import { Occurrences } from './occurrences.ts';

interface Taken { messageId: string; eventId: string; time: number; row: Understood }

/** Things that happened, kept like those of a website: through the journal, under a number made of what the row says. */
export const openEvents: OpenImporter = (run) => {
  const occurrences = new Occurrences();
  const { id: workspace } = run.room.workspace;
  const numbered = (row: Understood): Taken => {
    const given = row.values['message_id'];
    const content = words63(JSON.stringify([row.values, row.others]));
    const messageId = typeof given === 'string' ? given : `import-${joined(content)}-${occurrences.next(...content)}`;
    // As ingest/steps/event-id.ts makes it: what is asked for is what is kept.
    return { messageId, eventId: hash63(`${workspace}:${messageId}`), time: row.values['time'] as number, row };
  };
  let last: Taken | null = null;
  return {
    pass: (row) => { numbered(row); },
    show: ({ values, others }) => ({ ...values, time: new Date(values['time'] as number).toISOString(), properties: JSON.stringify(others) }),
    part() {
      const taken: Taken[] = [];
      return {
        get rows() { return taken.length; },
        take(row) {
          last = numbered(row);
          taken.push(last);
          return null;
        },
        async write() {
          const kept = await existing(run, taken);
          const missing = taken.filter(({ eventId }) => !kept.has(eventId));
          const customers = await customersOf(run, missing);
          await run.room.tools.record(missing.map((one, index) => incoming(run, one, customers[index]!)));
          return outcome(taken, (id) => !kept.has(id) || kept.get(id) === originOf(run));
        },
        async foresee() {
          const kept = await existing(run, taken);
          return outcome(taken, (id) => !kept.has(id));
        },
      };
    },
    finish: () => (last ? visible(run, last) : Promise.resolve()),
  };
};

const originOf = (run: ImportRun): string => `import:${run.import}`;

/** A number that repeats within the file is one event: the second row changes nothing. */
function outcome(taken: readonly Taken[], isFresh: (id: string) => boolean): Outcome {
  return counted(new Set(taken.map(({ eventId }) => eventId).filter(isFresh)).size, taken.length);
}

async function existing(run: ImportRun, taken: readonly Taken[]): Promise<Map<string, string>> {
  if (taken.length === 0) return new Map();
  const times = taken.map(({ time }) => time);
  return existingEvents(run.room.events, [...new Set(taken.map(({ eventId }) => eventId))], { first: times.reduce((a, b) => Math.min(a, b)), last: times.reduce((a, b) => Math.max(a, b)) });
}

function identitiesOf({ row: { values } }: Taken): Identity[] {
  return ([['id', 'id'], ['email', 'email'], ['visitor', 'visitor']] as const).flatMap(([name, kind]) => (typeof values[name] === 'string' ? [{ kind, value: values[name] }] : []));
}

/** Who is meant; null for a visitor nobody knows. */
async function customersOf({ room }: ImportRun, taken: readonly Taken[]): Promise<(number | null)[]> {
  const items = taken.map((one): IdentifyItem => ({ workspace: room.workspace.id, identities: identitiesOf(one), traits: {}, at: new Date(one.time), source: 'import' }));
  return (await identify(room.tools, items)).map(({ customer }) => customer);
}

function incoming(run: ImportRun, { messageId, time, row: { values, others } }: Taken, customer: number | null): IncomingEvent {
  const text = (name: string): string | null => values[name] as string | null;
  const id = text('id');
  return {
    workspace: run.room.workspace.id, messageId, kind: 'track', name: text('name')!, anonymousId: text('visitor'), userId: id, previousId: null, groupId: null, traits: {},
    properties: others, timestamp: new Date(time).toISOString(), sentAt: null, receivedAt: run.room.tools.clock.now().toISOString(), origin: originOf(run),
    context: { ...(text('url') !== null && { page: { url: text('url') } }), ...(id === null && customer !== null && { customer }) },
  };
}

/** The journal reaches the event store within a second: the import is done when its last event can be seen. */
async function visible(run: ImportRun, last: Taken): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await existing(run, [last])).size > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
