import { describe, expect, test } from 'vitest';
import { cdnow, cdnowPresent } from '../../customer-base/cdnow.fixture.ts';
import { seeded } from '../../math/random.ts';
import { model } from './model.ts';

describe('NBD against published figures', () => {
  test.skipIf(!cdnowPresent)('CDNOW: estimates and log-likelihood (skipped without ../shared/data/cdnow)', () => {
    // Fader, Hardie & Lee 2005, table 2: .385, 12.072, -9763.7.
    const got = model.fit(cdnow().table, {}, { random: seeded(1) });
    if (got.status !== 'fitted') throw new Error(got.why.sentence);
    expect(got.value.parameters.r).toBeCloseTo(0.384766117, 6);
    expect(got.value.parameters.alpha).toBeCloseTo(12.072022059, 5);
    expect(got.value.logLikelihood).toBeCloseTo(-9763.65761467, 6);
  });
});
