/**
 * Where a message goes back to when it does not arrive: the configured address with the message's mark in place of `*`
 * (variable envelope return path, VERP). Without a `*` all messages share the address, and a bounce is known only by
 * what it quotes.
 */
export const returnAddress = (pattern: string, mark: string): string => pattern.replace('*', mark);
