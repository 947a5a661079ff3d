import type { Email } from 'postal-mime';
import { causeOf, oneLine, replyIn, statusIn } from '../channels/mail-status.ts';
import { REASON_MOST, type Said } from './said.ts';

const SENDERS = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|mailer_daemon)(\+.*)?@/i;
/** Where a server begins to quote the message that came back: qmail, Exim, Postfix's text, others. */
const QUOTE = /^[ -]*(below this line is a copy of the message|this is a copy of (the|your) message|original message|included is a copy of|returned message)/im;
const STILL_TRYING = /\b(delayed|not yet been delivered|will (be )?(re-?tr|keep trying|continue to try)|warning message only)/i;
const EXPLAINS = 8000;

/**
 * A bounce without a machine-readable part, as older servers send it: known by its sender, and read by the codes in it.
 * An answer of an absent person comes to the same address and is none (RFC 3834 names its marks).
 */
export function readPlainBounce(mail: Email, text: string): Said {
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const bySystem = SENDERS.test(mail.from?.address ?? '') || header('x-failed-recipients') !== '';
  const answers = /^auto-replied/i.test(header('auto-submitted')) || header('x-autoreply') !== '' || header('x-autorespond') !== '' || /^(auto_reply|auto-reply)$/i.test(header('precedence'));
  if (!bySystem) return { kind: 'nothing', why: answers ? 'an automatic answer' : 'a letter' };
  const quoted = QUOTE.exec(text);
  const words = text.slice(0, Math.min(quoted?.index ?? EXPLAINS, EXPLAINS));
  const status = statusIn(words);
  const reason = oneLine(telling(words), REASON_MOST);
  const permanent = status === null ? (replyIn(words) ?? 0) >= 500 : status.startsWith('5');
  if (!permanent && STILL_TRYING.test(`${mail.subject ?? ''} ${words}`)) return { kind: 'delayed', cause: null, status, reason };
  return { kind: 'bounced', cause: causeOf(status, words), status, reason };
}

/** The line with the code, else the beginning. */
function telling(words: string): string {
  const lines = words.split('\n');
  return lines.find((line) => statusIn(line) !== null || replyIn(line) !== null) ?? words.slice(0, 2000);
}
