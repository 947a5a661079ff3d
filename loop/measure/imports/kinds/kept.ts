import { Findings } from '../findings.ts';
import type { Outcome } from './contract.ts';

/** Remembers what a dry run has seen, so that a row that repeats an earlier one counts as the same there too. */
export class Foreseen {
  readonly #seen = new Map<string, string>();
  /** Whether the key would be changed by this content; remembers it. */
  changes(key: string, content: string, kept: string | undefined): boolean {
    const before = this.#seen.get(key) ?? kept;
    this.#seen.set(key, content);
    return before !== content;
  }
}

export const counted = (fresh: number, rows: number, findings = new Findings()): Outcome => ({ fresh, same: rows - fresh, findings });
