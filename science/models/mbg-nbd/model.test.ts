import { describe, expect, test } from 'vitest';
import { cdnow, cdnowPresent } from '../../customer-base/cdnow.fixture.ts';
import { mbgNbd } from '../../customer-base/beta-geometric.ts';
import { expectedPurchasesNew } from '../../customer-base/family.ts';
import { hyp2f1 } from '../../math/special.ts';
import { seeded } from '../../math/random.ts';
import { model } from './model.ts';

describe('MBG/NBD against published figures', () => {
  test.skipIf(!cdnowPresent)('CDNOW: estimates as in the tests of lifetimes (skipped without ../shared/data/cdnow)', () => {
    const got = model.fit(cdnow().table, {}, { random: seeded(1) });
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    [['r', 0.525], ['alpha', 6.183], ['a', 0.891], ['b', 1.614]].forEach(([name, want]) => expect(got.value.parameters[name]).toBeCloseTo(Number(want), 3));
  });

  test('a new customer may already be lost: P(active) at the start is b/(a+b)', () => {
    const p = [0.525, 6.183, 0.891, 1.614];
    expect(mbgNbd.alive(p, 0, 0, 0)).toBeCloseTo(1.614 / (0.891 + 1.614), 12);
    // Batislam et al.: E[X(t)] = b/(a-1) (1 - (α/(α+t))^r ₂F₁(r, b+1; a+b; t/(α+t))).
    const [r, alpha, a, b] = p;
    const asPublished = (t: number): number => (b / (a - 1)) * (1 - (alpha / (alpha + t)) ** r * hyp2f1(r, b + 1, a + b, t / (alpha + t)));
    [1, 39, 400].forEach((t) => expect(expectedPurchasesNew(mbgNbd, p, t)).toBeCloseTo(asPublished(t), 10));
  });
});
