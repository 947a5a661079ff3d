import { drop, ok, type Step } from './contract.ts';

const NAME_MOST = 200;
/** Segment's limit of one event. */
const PROPERTIES_MOST = 32 * 1024;
const NONE = '{}';

export const limits: Step = {
  id: 'limits',
  does: 'Leaves out events whose name has over 200 characters or whose properties have over 32 kB.',
  run(draft) {
    const { incoming, row } = draft;
    if (incoming.name.length > NAME_MOST) return drop('name');
    row.properties = propertiesOf(draft.incoming);
    // A character takes 3 bytes of UTF-8 at most, so the exact length is needed only near the limit.
    if (row.properties.length * 3 > PROPERTIES_MOST && Buffer.byteLength(row.properties) > PROPERTIES_MOST) return drop('size');
    row.name = incoming.name;
    return ok(draft);
  },
};

/** Traits of a person go into the customer base and not into the event: there they can be corrected and erased. */
function propertiesOf({ kind, properties, traits, groupId }: Parameters<Step['run']>[0]['incoming']): string {
  if (kind === 'identify' || kind === 'alias') return NONE;
  return JSON.stringify(kind === 'group' ? { groupId, ...traits } : properties);
}
