import { causeOf, oneLine, statusIn } from '../channels/mail-status.ts';
import { fieldGroups, untyped, type Fields } from './fields.ts';
import { REASON_MOST, type Said } from './said.ts';

/** The gravest first: a message of ours has one recipient, but a forwarded one may have become several. */
const ACTIONS = ['failed', 'delayed', 'delivered'];

/** A delivery status notification (RFC 3464). `relayed` and `expanded` say that it went on, which is not that it arrived. */
export function readDeliveryStatus(body: string): { said: Said; envelopeId: string | null } {
  const groups = fieldGroups(body);
  const envelopeId = untyped(groups.find((group) => group.has('original-envelope-id'))?.get('original-envelope-id')) || null;
  const recipients = groups.filter((group) => group.has('action'));
  const byAction = (action: string): Fields | undefined => recipients.find((group) => actionOf(group) === action);
  const first = ACTIONS.map(byAction).find((group) => group !== undefined);
  return { said: first ? saidBy(first) : { kind: 'nothing', why: 'a delivery status that says neither failed, delayed nor delivered' }, envelopeId };
}

const actionOf = (group: Fields): string => (group.get('action') ?? '').toLowerCase().replace(/[^a-z].*$/s, '');

function saidBy(group: Fields): Said {
  const status = statusIn(group.get('status') ?? '');
  const diagnostic = untyped(group.get('diagnostic-code'));
  const reason = oneLine(diagnostic || status || '', REASON_MOST);
  switch (actionOf(group)) {
    case 'delayed': return { kind: 'delayed', cause: null, status, reason };
    case 'delivered': return { kind: 'delivered', cause: null, status, reason };
    default: return { kind: 'bounced', cause: causeOf(status, diagnostic), status, reason };
  }
}
