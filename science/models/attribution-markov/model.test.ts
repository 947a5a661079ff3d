import { describe, expect, test } from 'vitest';
import { inOrder, pathData, pathDataPresent } from '../../attribution/pathdata.fixture.ts';
import { readPaths } from '../../attribution/paths.ts';
import { seeded } from '../../math/random.ts';
import type { Options, Table } from '../contract.ts';
import { buildChain } from './chain.ts';
import { model, type MarkovFit } from './model.ts';
import { removalEffects } from './removal.ts';

const tools = { random: seeded(1) };

function fitted(data: Table, options: Options = {}): MarkovFit {
  const got = model.fit(data, options, tools);
  if (got.status !== 'fitted') throw new Error(got.why.sentence);
  return got.value;
}

describe('attribution by removal', () => {
  const present = pathDataPresent;
  test.skipIf(!present)('PathData, order 1: chance to convert, removal effects and credits solved exactly (skipped without ../shared/data/pathdata)', () => {
    const fit = fitted(pathData());
    expect(fit.probability).toBeCloseTo(0.22384513559686, 13);
    expect(fit.error).toBeLessThan(1e-12);
    const removal = [0.3490263319, 0.4058350045, 0.5583994895, 0.2640385357, 0.2060104628, 0.1340221228, 0.0286633867, 0.0398105178, 0.0626385823, 0.0178799744, 0.0004819958, 0.0001799458];
    inOrder(fit.channels, fit.removal.conversions).forEach((v, i) => expect(v).toBeCloseTo(removal[i], 9));
    const credits = [3340.847402, 3884.614702, 5344.947682, 2527.352167, 1971.91288, 1282.847223, 274.363256, 381.062553, 599.57065, 171.145443, 4.613618, 1.722425];
    inOrder(fit.channels, fit.credits.conversions).forEach((v, i) => expect(v).toBeCloseTo(credits[i], 5));
  });

  test.skipIf(!present)('PathData, order 2: 125 states and their credits (skipped without ../shared/data/pathdata)', () => {
    const fit = fitted(pathData(), { order: 2 });
    expect(fit.states).toBe(125);
    const credits = [3391.858163, 3810.511044, 5617.453854, 2439.648976, 1902.47361, 1189.472022, 266.027054, 374.031325, 614.373523, 171.918183, 5.159056, 2.073189];
    inOrder(fit.channels, fit.credits.conversions).forEach((v, i) => expect(v).toBeCloseTo(credits[i], 5));
  });

  test.skipIf(!present)('PathData, order 3: sweeps and elimination agree, whatever the order the chance to convert is that of the data (skipped without ../shared/data/pathdata)', () => {
    const fit = fitted(pathData(), { order: 3 });
    expect(fit.states).toBe(967);
    // Every order reproduces the share of people who converted: 19,785 of 88,387.
    expect(fit.probability).toBeCloseTo(19785 / (19785 + 68602), 12);
    const read = readPaths(pathData(), '>');
    if (!read.paths) throw new Error('unread');
    const chain = buildChain(read.paths, 2);
    const bigger = buildChain(read.paths, 3);
    if (!chain || !bigger) throw new Error('too many states');
    expect(removalEffects(bigger)?.error).toBeLessThan(1e-10);
  });

  test('two channels by hand: start → a; a converts half the time, else b; b converts a quarter of the time', () => {
    const data: Table = { rows: 3, columns: { path: ['a', 'a > b', 'a > b'], conversions: Float64Array.of(4, 1, 0), nonconverted: Float64Array.of(0, 0, 3), value: Float64Array.of(40, 100, 0) } };
    const fit = fitted(data);
    // P = 1/2 + 1/2 · 1/4 = 5/8; without a nothing is left, without b 1/2 is. Value: 140/8 a person; without b 40/8.
    expect(fit.probability).toBeCloseTo(5 / 8, 14);
    expect(fit.removal.conversions[0]).toBeCloseTo(1, 14);
    expect(fit.removal.conversions[1]).toBeCloseTo(1 - (1 / 2) / (5 / 8), 14);
    expect((fit.removal.value ?? [])[1]).toBeCloseTo(100 / 140, 14);
  });

  test('recovers the removal effects of the process that was simulated, and closer with more paths', () => {
    // Symmetric wandering between equals: with k = 3 channels of conversion chance q, leaving l and onward chance (1-q-l)/2 to each other one.
    const [q, l] = [0.2, 0.3];
    const on = 1 - q - l;
    const p = q / (q + l); // P(convert)
    const without = (2 / 3) * (q / (1 - on / 2)); // start at one of the two left, wander between them, leave when the third comes up
    const truth = 1 - without / p;
    const miss = (paths: number): number => {
      const random = seeded(`equals ${paths}`);
      const rows: { path: string; conversions: number }[] = [];
      for (let i = 0; i < paths; i++) {
        let at = Math.floor(random.next() * 3);
        const path = [at];
        let u = random.next();
        while (u >= q + l) {
          at = (at + 1 + Math.floor(random.next() * 2)) % 3;
          path.push(at);
          u = random.next();
        }
        rows.push({ path: path.map((c) => 'xyz'[c]).join('>'), conversions: u < q ? 1 : 0 });
      }
      const fit = fitted({ rows: paths, columns: { path: rows.map((r) => r.path), conversions: Float64Array.from(rows, (r) => r.conversions), nonconverted: Float64Array.from(rows, (r) => 1 - r.conversions) } });
      return Math.max(...fit.removal.conversions.map((v) => Math.abs(v - truth)));
    };
    expect(miss(40_000)).toBeLessThan(0.012);
    expect(miss(400)).toBeGreaterThan(miss(40_000));
  });

  test('too many states are declined; a path to nowhere and back does not hang', () => {
    const data = model.simulate({ paths: 500 }, tools);
    const got = model.fit(data, { order: 4, mostStates: 10 }, tools);
    expect(got.status === 'declined' && got.why.code).toBe('too-many-states');
    const loop: Table = { rows: 1, columns: { path: [Array(5000).fill('a > b').join(' > ')], conversions: Float64Array.of(1) } };
    expect(fitted(loop).credits.conversions).toEqual([0.5, 0.5]);
  });

  test('path credits name channels that the fit does not know', () => {
    const fit = fitted(model.simulate({ paths: 200 }, tools));
    const got = model.predict(fit, { rows: 1, columns: { path: ['radio'], conversions: Float64Array.of(1) } }, {}, tools);
    expect(got.status === 'declined' && got.why.value).toBe('radio');
  });
});
