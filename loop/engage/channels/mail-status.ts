/** Why a message did not reach a mailbox, whoever said so: the relay in its answer or a bounce afterwards. */
export const CAUSES = ['address', 'mailbox', 'size', 'blocked', 'content'] as const;
/**
 * `address`: nobody is there and nobody will be. `mailbox`: there, but it could not take the message (full, unreachable).
 * `size`, `blocked`, `content`: the message or its sender was refused, which says nothing about the address.
 */
export type Cause = (typeof CAUSES)[number];

const ENHANCED = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])/;
const REPLY = /(?<![\d.])([45]\d\d)(?=[ -])/;

/** The enhanced status of RFC 3463 that stands in a text, as '5.1.1'. An address of four numbers is none. */
export const statusIn = (text: string): string | null => ENHANCED.exec(text)?.[0] ?? null;

/** The reply of RFC 5321 that stands in a text, as 550; for servers that give no enhanced status. */
export const replyIn = (text: string): number | null => Number(REPLY.exec(text)?.[1] ?? 0) || null;

/** Servers that say 550 to everything tell a refusal of the sender only in words; QQ and NetEase are among them. */
const REFUSAL_OF_SENDER = /spam|content (denied|rejected)|frequency limit|\bblock(ed|list)|black ?list|dnsbl|\brbl\b|reputation|\bpolicy\b|suspicious|\b(spf|dkim|dmarc)\b|relay(ing)? (access )?denied/i;

/** The cause that a permanent or lasting failure has: its enhanced status says most, then the reply, then the words. */
export function causeOf(status: string | null, text: string): Cause {
  const said = status === null || /^[45]\.0\.0$/.test(status) ? (statusIn(text) ?? status) : status; // Exim says 5.0.0 and tells the truth in the text
  if (said !== null && !/^[45]\.0\.0$/.test(said)) return byStatus(said);
  if (REFUSAL_OF_SENDER.test(text)) return 'blocked';
  const reply = replyIn(text);
  if (reply !== null) return byReply(reply);
  return said?.startsWith('5') ? 'address' : 'mailbox';
}

/** RFC 3463 sections 3.2 to 3.8, and the codes registered since (RFC 7293: the mailbox has another owner; RFC 7505: no mail here). */
function byStatus(status: string): Cause {
  const [kind, subject, detail] = status.split('.').map(Number);
  const permanent = kind === 5;
  switch (subject) {
    case 1: return detail === 7 || detail === 8 ? 'blocked' : permanent ? 'address' : 'mailbox'; // x.1.7 and x.1.8 are about the sender's address
    case 2: return detail === 3 ? 'size' : detail === 1 && permanent ? 'address' : 'mailbox';
    case 3: return detail === 4 ? 'size' : 'mailbox';
    case 4: return permanent && (detail === 1 || detail === 4) ? 'address' : 'mailbox'; // no such domain; Exchange Online says 5.4.1 for no such mailbox
    case 5: case 6: return 'content';
    case 7: return permanent && (detail === 17 || detail === 18) ? 'address' : 'blocked';
    default: return permanent ? 'address' : 'mailbox';
  }
}

/** RFC 5321 section 4.2.3; RFC 7504 for 521 and 556. 554 says no more than "no". */
function byReply(reply: number): Cause {
  if (reply === 552) return 'mailbox';
  if ([550, 551, 553, 521, 556].includes(reply)) return 'address';
  return reply >= 500 ? 'blocked' : 'mailbox';
}

/**
 * One line that may be kept and shown: no control characters, no runs of blanks, no halves of characters (which PostgreSQL
 * refuses in JSON), no longer than given. Whoever wrote it is a stranger.
 */
export const oneLine = (text: string, most: number): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim().slice(0, most).replace(/\p{Cs}/gu, '');
