/** What a piece of advice declares and does. A member is one file `advice/<id>.ts`, pure: evidence in, proposal or reason out. */
import type { Words } from '#vocabulary/words.ts';
import type { Evidence, EvidenceName } from '../evidence.ts';

/** Expected gain with its interval; money in minor units. */
export interface Gain { value: number; low: number; high: number; level: number; unit: 'money' | 'orders' | 'people' }

export interface Proposal {
  /** What it is about, as 'campaign:12': one open proposal an advice and subject. */
  subject: string;
  title: Words;
  because: Words;
  gain: Gain;
  /** What accepting does, as data that the plan understands. */
  change: { kind: 'new campaign'; copyOf: number; audience: 'held out'; people: number } | { kind: 'stop campaign'; campaign: number };
}

export type Judgement = { proposals: readonly [Proposal, ...Proposal[]] } | { nothing: Words };

export interface Advice<Needs extends EvidenceName = EvidenceName> {
  id: string;
  names: Words;
  needs: readonly Needs[];
  judge(evidence: Pick<Evidence, Needs>): Judgement;
}
