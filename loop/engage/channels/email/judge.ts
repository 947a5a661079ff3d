import type { SendResult } from '../contract.ts';
import { causeOf, oneLine, statusIn } from '../mail-status.ts';

interface SmtpError { code?: string; responseCode?: number; response?: string; message: string; command?: string }

export type Outcome = SendResult extends infer Result ? Result extends { state: 'accepted' } ? never : Omit<Result, 'delivery'> : never;

/** Commands before the recipient is named: a refusal there is about us or the relay, and nothing of the message went out. */
const BEFORE_RECIPIENT = /^(CONN|EHLO|HELO|LHLO|STARTTLS|AUTH\b.*|MAIL FROM)$/;

/**
 * What became of a message that the relay did not take. Permanent refusals end a delivery; what failed before the text
 * was given over is tried again; what broke off after that is unknown.
 * @param begun whether the text of the message was on its way: then only an answer of the relay says it was not taken
 */
export function judge(thrown: unknown, begun: boolean): Outcome {
  const error = thrown as SmtpError;
  const reason = oneLine(error.response ?? error.message, 500);
  const reply = error.responseCode ?? 0;
  if (reply >= 500) {
    const cause = causeOf(null, reason);
    // A wrong password or a sender that the relay does not know must not end, or worse suppress, a whole audience.
    if (BEFORE_RECIPIENT.test(error.command ?? '') && cause !== 'size') return { state: 'retry', afterSeconds: 600, reason };
    // After the text, a bare 550 is an answer to the text.
    return { state: 'refused', code: cause === 'address' && error.command === 'DATA' && statusIn(reason) === null ? 'content' : cause, reason };
  }
  if (reply >= 400) return { state: 'retry', afterSeconds: 300, reason };
  if (begun) return { state: 'unknown', reason };
  if (error.code === 'EENVELOPE') return { state: 'refused', code: /recipient/i.test(reason) ? 'address' : 'content', reason };
  return { state: 'retry', afterSeconds: 60, reason };
}
