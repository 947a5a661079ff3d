/**
 * fast-check with a seed of its own, so that a run fails today if and only if it failed yesterday. To look for what the
 * fixed draws miss: PROPERTY_SEED=any (or a number) draws anew, PROPERTY_RUNS=2000 draws more.
 */
import fc from 'fast-check';

const { PROPERTY_SEED: seed, PROPERTY_RUNS: runs } = process.env;

fc.configureGlobal({
  ...(seed === 'any' ? {} : { seed: Number(seed ?? 20_260_101) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});

export default fc;
