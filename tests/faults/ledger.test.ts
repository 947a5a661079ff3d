import { expect, it } from 'vitest';
import { Ledger } from './ledger.ts';

it('finds what is lost, partial or doubled, and lets an unanswered batch be there or not', () => {
  const ledger = new Ledger((batch) => batch * 10);
  for (const batch of [1, 2, 3, 4]) ledger.acknowledge(batch);
  expect(ledger.faults(new Map([[1, 10], [2, 20], [3, 30], [4, 40], [5, 50]]))).toEqual([]);
  expect(ledger.faults(new Map([[2, 19], [3, 60], [4, 40], [5, 1]]))).toEqual([
    'batch 1 was acknowledged and is lost', 'batch 2 has 19 rows instead of 20', 'batch 3 has 60 rows instead of 30', 'batch 5 has 1 rows instead of 50']);
});
