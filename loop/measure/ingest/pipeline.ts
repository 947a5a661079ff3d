import { bot } from './steps/bot.ts';
import { campaign } from './steps/campaign.ts';
import { commerce } from './steps/commerce.ts';
import type { Draft, Drop, EventRow, Key, Sender, Step, StepTools } from './steps/contract.ts';
import { delivery } from './steps/delivery.ts';
import { device } from './steps/device.ts';
import { duplicate } from './steps/duplicate.ts';
import { eventId } from './steps/event-id.ts';
import { limits } from './steps/limits.ts';
import { page } from './steps/page.ts';
import { person } from './steps/person.ts';
import { time } from './steps/time.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';

/** Enough to look an event up: done for a whole batch before the store is asked about the older ones. */
export const NAMING: readonly Step[] = [limits, time, person, eventId];

/** What is left of the event once it is known to be new. */
export const TELLING: readonly Step[] = [duplicate, bot, page, campaign, device, commerce, delivery];

/** The way of every event, in order. */
export const PIPELINE: readonly Step[] = [...NAMING, ...TELLING];

/** The reason for which a step dropped the event; null when it went through. */
export function runSteps(steps: readonly Step[], draft: Draft, tools: StepTools): Drop | null {
  for (const step of steps) {
    const result = step.run(draft, tools);
    if ('drop' in result) return result.drop;
  }
  return null;
}

export const draftOf = (incoming: IncomingEvent, sender: Sender): Draft => ({ incoming, sender, row: emptyRow(incoming) });

const NO_KEY: Key = [0, 0];
const emptyRow = (incoming: IncomingEvent): EventRow => ({
  workspace: incoming.workspace, person: NO_KEY, time: 0, event_id: NO_KEY, received: 0, kind: incoming.kind, name: '', visitor: '', user: '',
  url_host: '', url_path: '', title: '', referrer: '', source: '', medium: '', campaign: '', device: '', browser: '', system: '', language: '',
  delivery: '0', order_id: '', revenue: null, currency: '', properties: '{}', origin: incoming.origin,
});
