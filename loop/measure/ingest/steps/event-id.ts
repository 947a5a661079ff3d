import { words63 } from '#customers/identity/person.ts';
import { ok, type Step } from './contract.ts';

export const eventId: Step = {
  id: 'event-id',
  does: 'Makes a number of 63 bits from workspace and message id, the same at every try.',
  run(draft) {
    const { workspace, messageId } = draft.incoming;
    draft.row.event_id = words63(`${workspace}:${messageId}`);
    return ok(draft);
  },
};
