import type { Secrets } from '#platform/crypto/secrets.ts';

/** What a signed address in a message stands for. `o` an opening, `l` a link, `u` leaving the list, `m` the message itself. */
export type TokenKind = 'o' | 'l' | 'u' | 'm';
export interface Token { workspace: number; delivery: number; link: number }

/** `workspace.delivery.link.signature`, numbers in base 36; nobody can make one up or turn one into another. */
export function makeToken(secrets: Secrets, kind: TokenKind, token: Token): string {
  const text = [token.workspace, token.delivery, token.link].map((n) => n.toString(36)).join('.');
  return `${text}.${secrets.sign(`message/${kind}`, text)}`;
}

/** Null for anything that was not made here for this purpose. */
export function readToken(secrets: Secrets, kind: TokenKind, given: string): Token | null {
  const parts = /^([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([0-9a-z]{1,11})\.([\w-]{22})$/.exec(given);
  if (!parts) return null;
  const [workspace = '', delivery = '', link = '', signature = ''] = parts.slice(1);
  if (!secrets.verify(`message/${kind}`, `${workspace}.${delivery}.${link}`, signature)) return null;
  return { workspace: parseInt(workspace, 36), delivery: parseInt(delivery, 36), link: parseInt(link, 36) };
}

/**
 * `workspace-delivery-signature`, for the part of a return address before the @, which servers on the way may fold to
 * small letters: the signature is in base 16. At most 52 characters of the 64 that RFC 5321, section 4.5.3.1.1, allows.
 */
export function makeReturnToken(secrets: Secrets, { workspace, delivery }: Omit<Token, 'link'>): string {
  const text = `${workspace.toString(36)}-${delivery.toString(36)}`;
  return `${text}-${Buffer.from(secrets.sign('message/return', text), 'base64url').toString('hex')}`;
}

/** Null for anything that was not made here. */
export function readReturnToken(secrets: Secrets, given: string): Omit<Token, 'link'> | null {
  const parts = /^([0-9a-z]{1,7})-([0-9a-z]{1,11})-([0-9a-f]{32})$/.exec(given.toLowerCase());
  if (!parts) return null;
  const [workspace = '', delivery = '', signature = ''] = parts.slice(1);
  if (!secrets.verify('message/return', `${workspace}-${delivery}`, Buffer.from(signature, 'hex').toString('base64url'))) return null;
  return { workspace: parseInt(workspace, 36), delivery: parseInt(delivery, 36) };
}
