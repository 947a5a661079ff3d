import type { IdentifyItem } from '#customers/identity/said.ts';
import type { IncomingEvent } from '#vocabulary/event.ts';
import type { Identity } from '#vocabulary/identity.ts';
import type { Draft } from '../steps/contract.ts';

const PAIRS_MOST = 50_000;

/**
 * Picks from the events what the customer base must learn: who is named, and which identities belong together. A pair that
 * was told lately is not told again, since every event of a signed-in visitor repeats it; two generations of remembered
 * pairs, so that a pair is told again after a while and an erased customer who comes back is known again.
 */
export class FactPicker {
  #young = new Set<string>();
  #old = new Set<string>();

  /** Whether the event tells something that was not told lately; it is told from then on. */
  wants({ incoming, row }: Draft): boolean {
    // An address among the traits makes a customer of a mere visitor.
    if (incoming.kind === 'identify' || incoming.kind === 'alias') return identitiesOf(incoming).length > 0;
    return row.user !== '' && !isOfOurs(incoming) && !this.#told(`${row.workspace} ${row.user} ${row.visitor}`);
  }

  /** Called every few minutes, and when there are many; what was told before the last call but one is forgotten. */
  forget(): void {
    this.#old = this.#young;
    this.#young = new Set();
  }

  #told(pair: string): boolean {
    if (this.#young.has(pair)) return true;
    if (this.#young.size >= PAIRS_MOST) this.forget();
    this.#young.add(pair);
    return this.#old.has(pair);
  }
}

/** What the customer base is told of an event that was wanted. */
export const factOf = ({ incoming, row }: Draft): IdentifyItem =>
  ({ workspace: row.workspace, identities: identitiesOf(incoming), traits: incoming.kind === 'identify' ? incoming.traits : {}, at: new Date(row.time), source: incoming.origin });

/** Our own events name a customer that the base knows already. */
const isOfOurs = ({ origin, context }: IncomingEvent): boolean => origin !== 'http' && context.customer !== undefined;

function identitiesOf(incoming: IncomingEvent): Identity[] {
  if (isOfOurs(incoming)) return [];
  const found: Identity[] = [];
  const add = (kind: Identity['kind'], value: unknown): void => {
    if (typeof value === 'string' && value.trim() !== '') found.push({ kind, value });
  };
  add('id', incoming.userId);
  add('visitor', incoming.anonymousId);
  // An alias names what the person was called before: a visitor's id where the browser says so, else an earlier user id.
  if (incoming.kind === 'alias' && incoming.previousId !== incoming.anonymousId) add('id', incoming.previousId);
  return found;
}
