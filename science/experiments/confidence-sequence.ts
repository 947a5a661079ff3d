/**
 * Asymptotic confidence sequences: intervals that may be looked at after every visitor without losing their level.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2023, arXiv 2103.06476v7; equation numbers are theirs.
 * The p-value is the level at which the interval just touches zero, so the two cannot disagree.
 */

/** Mixture parameter that makes the sequence tightest near `people` (eq. 161). One-sided takes twice alpha. */
export function mixture(alpha: number, people: number, oneSided = false): number {
  const a = oneSided ? 2 * alpha : alpha;
  return Math.sqrt((-2 * Math.log(a) + Math.log(1 - 2 * Math.log(a))) / people);
}

/** Half-width for an estimate with this standard error after n people (eq. 9; one-sided eq. 134). */
export function halfWidth(standardError: number, n: number, alpha: number, rho: number, oneSided = false): number {
  const grown = n * rho * rho + 1;
  const log = oneSided ? Math.log1p(Math.sqrt(grown) / (2 * alpha)) : Math.log(Math.sqrt(grown) / alpha);
  return standardError * Math.sqrt((2 * grown * log) / (n * rho * rho));
}

/** Always-valid p-value: 1 over the e-value (eq. 155), at most 1; one-sided by solving eq. 134 for alpha. */
export function alwaysValidP(estimate: number, standardError: number, n: number, rho: number, oneSided = false): number {
  const grown = n * rho * rho + 1;
  const z = estimate / standardError;
  if (!oneSided) return Math.min(1, Math.sqrt(grown) * Math.exp((-rho * rho * n * z * z) / (2 * grown)));
  if (z <= 0) return 1;
  // log(1 + sqrt(grown) / (2 alpha)) = z^2 n rho^2 / (2 grown), solved for alpha.
  return Math.min(1, Math.sqrt(grown) / (2 * Math.expm1((z * z * n * rho * rho) / (2 * grown))));
}
