import type { Keep } from './store.ts';

export interface Message { messageId: string; [name: string]: unknown }

const PREFIX = 'tributary:';
/** What waits is bounded: a visitor's storage is not ours to fill. */
const MOST_WAITING = 100;
const AT_ONCE = 20;
const SOON = 200;
/** Browsers let all requests that outlive their page carry 64 kB together (Fetch standard, section 4.6). */
const OUTLIVES = 50_000;

/**
 * Keeps every message until the server has said that it has it: under its own name in the storage, so that two tabs do not
 * overwrite each other. What an earlier page left behind is sent again under the same id, which the server counts once.
 */
// size: one closure over what waits; classes cost the tracker bytes that every visitor would load.
export function openOutbox(url: string, writeKey: string, keep: Keep) {
  const waiting = new Map<string, Message>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let failures = 0;

  for (const name of keep.names()) {
    if (name.indexOf(PREFIX)) continue;
    try {
      const message: Message = JSON.parse(keep.get(name) ?? '');
      waiting.set(message.messageId, message);
    } catch {
      keep.drop(name); // not ours, or cut: nobody can send it
    }
  }

  const forget = (messages: readonly Message[]): void => {
    for (const { messageId } of messages) {
      waiting.delete(messageId);
      keep.drop(PREFIX + messageId);
    }
  };
  const body = (batch: readonly Message[]): string => JSON.stringify({ batch, writeKey, sentAt: new Date().toISOString() });
  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(flush, milliseconds);
  };

  async function flush(): Promise<void> {
    const batch = [...waiting.values()].slice(0, AT_ONCE);
    if (sending || !batch.length) return;
    sending = true;
    let pause = Math.min(30_000, 1000 * 2 ** failures);
    try {
      const text = body(batch);
      // text/plain needs no permission to be asked beforehand.
      const answer = await fetch(url, { method: 'POST', body: text, keepalive: text.length < OUTLIVES, headers: { 'content-type': 'text/plain' } });
      const again = answer.status === 429 || answer.status === 408 || answer.status > 499;
      failures = again ? failures + 1 : 0;
      // Refused for good: it would be refused for ever.
      if (!again) forget(batch);
      pause = again ? Math.max(pause, 1000 * Number(answer.headers.get('retry-after'))) : 0;
    } catch {
      failures += 1; // no connection: the messages wait
    }
    sending = false;
    if (waiting.size) later(pause);
  }

  if (waiting.size) later(SOON);
  return {
    add(message: Message): void {
      if (waiting.size >= MOST_WAITING) forget([[...waiting.values()][0]!]);
      waiting.set(message.messageId, message);
      keep.set(PREFIX + message.messageId, JSON.stringify(message));
      if (!failures) later(SOON);
    },
    /** The page may be gone any moment. What is sent here stays kept, since nobody may be left to hear the answer. */
    leave(): void {
      const batch = [...waiting.values()].slice(-AT_ONCE);
      if (batch.length) navigator.sendBeacon?.(url, body(batch));
    },
  };
}
