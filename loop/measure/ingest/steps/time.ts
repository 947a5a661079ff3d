import { ok, type Step } from './contract.ts';

/** A clock that was never set says 1970; nothing that a marketer imports is older than this. */
const EARLIEST = Date.UTC(1980, 0, 1);

export const time: Step = {
  id: 'time',
  does: 'Says when it happened, with the error of the sender\'s clock taken out; never later than when it came in.',
  run(draft) {
    const { incoming, row } = draft;
    row.received = receivedMs(incoming.receivedAt);
    row.time = incoming.timestamp === null ? row.received : corrected(incoming.timestamp, incoming.sentAt, row.received);
    return ok(draft);
  },
};

/**
 * timestamp = receivedAt − (sentAt − originalTimestamp) (Segment, "Spec: Common Fields", Timestamp overview); the original
 * itself without a sentAt; receivedAt where that would lie in the future or makes no sense.
 */
function corrected(timestamp: string, sentAt: string | null, received: number): number {
  const original = Date.parse(timestamp);
  const sent = sentAt === null ? Number.NaN : sentMs(sentAt);
  const at = Number.isNaN(sent) ? original : received - (sent - original);
  return at >= EARLIEST && at < received ? at : received;
}

/** All events of a batch came and went together, so the last text is mostly the next one too. */
function lastParsed(): (text: string) => number {
  let last = '';
  let milliseconds = Number.NaN;
  return (text) => {
    if (text !== last) [last, milliseconds] = [text, Date.parse(text)];
    return milliseconds;
  };
}
const receivedMs = lastParsed();
const sentMs = lastParsed();
