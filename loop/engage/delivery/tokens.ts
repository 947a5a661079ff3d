import type { Secrets } from '#platform/crypto/secrets.ts';

/** What a signed address in a message stands for. `o` an opening, `l` a link, `u` leaving the list. */
export type TokenKind = 'o' | 'l' | 'u';
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
