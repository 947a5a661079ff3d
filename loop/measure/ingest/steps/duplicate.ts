import { drop, ok, type Step } from './contract.ts';

export const duplicate: Step = {
  id: 'duplicate',
  does: 'Leaves out what was stored before: a sender that heard no answer sends again.',
  run(draft, tools) {
    return tools.seen(draft.incoming.workspace, draft.row.event_id) ? drop('duplicate') : ok(draft);
  },
};
