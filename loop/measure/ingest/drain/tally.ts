import { DROPS, type Drop } from '../steps/contract.ts';

/** Events since the process started. Every event that was read from the journal is drained or dropped. */
export interface Counts { drained: number; dropped: Record<Drop, number> }

export type Tally = Map<number, Counts>;

const none = (): Counts => ({ drained: 0, dropped: Object.fromEntries(DROPS.map((reason) => [reason, 0])) as Record<Drop, number> });

/** The counts of a workspace; zeros where nothing came yet. */
export function countsOf(tally: Tally, workspace: number): Counts {
  let counts = tally.get(workspace);
  if (!counts) tally.set(workspace, (counts = none()));
  return counts;
}

/** Two counts of one workspace as one. */
export function sum(a: Counts | undefined, b: Counts): Counts {
  if (!a) return b;
  const dropped = { ...b.dropped };
  for (const reason of DROPS) dropped[reason] += a.dropped[reason];
  return { drained: a.drained + b.drained, dropped };
}
