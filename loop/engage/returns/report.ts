import { convert } from 'html-to-text';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { readDeliveryStatus } from './delivery-status.ts';
import { readFeedbackReport } from './feedback-report.ts';
import { readPlainBounce } from './plain-bounce.ts';
import type { Said } from './said.ts';

/** What is read of a mail at most: reports stand at its beginning, the message that came back behind them. */
export const READ_MOST = 256 * 1024;
const PART_MOST = 64 * 1024;

export interface Report {
  said: Said;
  /** Texts in which our mark may stand, the most reliable first: addresses it came to, what the report names, what it quotes. */
  places: readonly (readonly string[])[];
}

/**
 * Reads a mail from the mailbox of bounces. All of it was written by strangers: sizes and depths are bounded, and of what
 * it says only codes and one line of text are kept.
 * @param recipients of the SMTP envelope, where it is known
 * @throws what postal-mime throws for a mail beyond its bounds
 */
export async function readReport(source: Uint8Array, recipients: readonly string[] = []): Promise<Report> {
  const mail = await PostalMime.parse(source.subarray(0, READ_MOST), { forceRfc822Attachments: true, maxNestingDepth: 20, maxHeadersSize: PART_MOST });
  const part = (type: string): string | null => { const found = mail.attachments.find(({ mimeType }) => mimeType === type); return found ? textOf(found) : null; };
  const text = bodyOf(mail);
  const quoted = [...mail.attachments.filter(({ mimeType }) => /^(message\/(rfc822|global)|text\/rfc822-headers)/.test(mimeType)).map(textOf), text];
  const addressed = [...recipients, ...RECIPIENTS.flatMap((name) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value.slice(0, 2000)))];
  const status = part('message/delivery-status') ?? part('message/global-delivery-status'); // RFC 6533
  if (status !== null) {
    const { said, envelopeId } = readDeliveryStatus(status);
    return { said, places: [addressed, envelopeId === null ? [] : [envelopeId], quoted] };
  }
  const feedback = part('message/feedback-report');
  if (feedback !== null) {
    const { said, marked } = readFeedbackReport(feedback);
    return { said, places: [marked, quoted, addressed] };
  }
  return { said: readPlainBounce(mail, text), places: [addressed, quoted] };
}

/** Where servers write down for whom a mail was, besides To. */
const RECIPIENTS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'to'];

function bodyOf(mail: Email): string {
  if (mail.text) return mail.text.slice(0, PART_MOST);
  return mail.html ? convert(mail.html.slice(0, PART_MOST), { wordwrap: false, limits: { maxInputLength: PART_MOST, maxDepth: 50, maxChildNodes: 1000 } }) : '';
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content.slice(0, PART_MOST);
  const bytes = content instanceof ArrayBuffer ? new Uint8Array(content) : content;
  return new TextDecoder().decode(bytes.subarray(0, PART_MOST));
}
