import type { Return } from '../delivery/returned.ts';

/** What a mail in the mailbox of bounces says of a message of ours; or that it says nothing of one. */
export type Said = Pick<Return, 'kind' | 'cause' | 'status' | 'reason' | 'proof'> | { kind: 'nothing'; why: string };

/** Characters of what a stranger's server wrote that are kept. */
export const REASON_MOST = 300;
