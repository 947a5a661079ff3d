import { oneLine } from '../channels/mail-status.ts';
import { fieldGroups, untyped } from './fields.ts';
import { REASON_MOST, type Said } from './said.ts';

/** Types of RFC 5965, section 7.3, by which a person says they do not want this; `opt-out` stood in its drafts and is still sent. */
const COMPLAINTS = ['abuse', 'fraud', 'opt-out'];

/** A complaint that a mailbox provider passes on (abuse reporting format, RFC 5965); `not-spam`, `virus`, `auth-failure` and `other` are none. */
export function readFeedbackReport(body: string): { said: Said; marked: string[] } {
  const fields = fieldGroups(body)[0] ?? new Map<string, string>();
  const type = (fields.get('feedback-type') ?? '').toLowerCase();
  const marked = ['original-mail-from', 'original-envelope-id'].map((name) => untyped(fields.get(name)).replace(/^<|>$/g, '')).filter((text) => text !== '');
  if (!COMPLAINTS.includes(type)) return { said: { kind: 'nothing', why: `feedback of the type ${oneLine(type, 40) || 'unknown'}` }, marked };
  const proof = Object.fromEntries(['feedback-type', 'user-agent', 'reporting-mta', 'arrival-date', 'source-ip'].flatMap((name) => {
    const value = fields.get(name);
    return value === undefined ? [] : [[name, oneLine(value, REASON_MOST)]];
  }));
  return { said: { kind: 'complained', cause: null, status: null, reason: `Feedback-Type: ${type}`, proof }, marked };
}
