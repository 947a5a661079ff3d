import type { Secrets } from '#platform/crypto/secrets.ts';
import { readReturnToken, readToken } from '../delivery/tokens.ts';

/** Verified for so many candidates of one text; a mail of nothing but false marks must cost no more. */
const TRIED_MOST = 20;

const RETURN_MARK = /(?<![0-9a-z])[0-9a-z]{1,7}-[0-9a-z]{1,11}-[0-9a-f]{32}(?![0-9a-z])/gi;
const MESSAGE_ID = /(?<![\w.-])[0-9a-z]{1,11}\.[0-9a-z]{1,11}\.0\.[\w-]{22}(?=@)/g;
const LEAVE_LINK = /(?<=\/u\/)[0-9a-z]{1,11}\.[0-9a-z]{1,11}\.[0-9a-z]{1,11}\.[\w-]{22}/g;

/**
 * The message that a report is about: the first place with a mark that we signed decides. A mark that was made up counts
 * for nothing; a true one is known only to who got that message, so it speaks for that message only.
 */
export function whose(secrets: Secrets, places: readonly (readonly string[])[]): { workspace: number; delivery: number } | null {
  for (const texts of places) {
    for (const text of texts) {
      const found = first(text, RETURN_MARK, (mark) => readReturnToken(secrets, mark))
        ?? first(text, MESSAGE_ID, (mark) => readToken(secrets, 'm', mark)) ?? first(text, LEAVE_LINK, (mark) => readToken(secrets, 'u', mark));
      if (found) return found;
    }
  }
  return null;
}

function first<T>(text: string, pattern: RegExp, read: (mark: string) => T | null): T | null {
  let tried = 0;
  for (const [mark] of text.matchAll(pattern)) {
    if (tried++ === TRIED_MOST) return null;
    const found = read(mark);
    if (found !== null) return found;
  }
  return null;
}
