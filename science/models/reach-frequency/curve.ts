/**
 * How contacts spread over people.
 *   NBD: a share c of the universe can be reached; its contacts are negative binomial with mean m/c and shape k (Ehrenberg 1959):
 *     P(0) = 1 − c + c (k / (k + m/c))^k,   m = contacts / universe
 *   Beta-binomial: n insertions, each reaching a person with a chance that is Beta(α, β) over people (Metheringham 1964):
 *     P(j) = C(n, j) B(α + j, β + n − j) / B(α, β);  p = α / (α + β) is the rating of one insertion, S = α + β
 * Parameters are unconstrained: NBD (ln k, logit c), beta-binomial (logit p, ln S).
 */
import { betaln, gammaln } from '../../math/special.ts';

export type Form = 'nbd' | 'beta-binomial';

export interface Natural { first: number; second: number }
const logistic = (u: number): number => 1 / (1 + Math.exp(-u));

/** NBD: first = k, second = c. Beta-binomial: first = p, second = S. */
export function natural(form: Form, u: ArrayLike<number>): Natural {
  return form === 'nbd' ? { first: Math.exp(u[0]), second: logistic(u[1]) } : { first: logistic(u[0]), second: Math.exp(u[1]) };
}

/** Share of the universe with exactly 0, 1, …, upTo contacts; `dose` is contacts per head of the universe, or insertions. */
export function distribution(form: Form, { first, second }: Natural, dose: number, upTo: number): Float64Array {
  const shares = new Float64Array(upTo + 1);
  if (dose <= 0) { shares[0] = 1; return shares; }
  if (form === 'nbd') {
    const mean = dose / second;
    const [k, chance] = [first, mean / (first + mean)];
    let p = Math.exp(-k * Math.log1p(mean / k));
    for (let j = 0; j <= upTo; j++) { shares[j] = second * p; p *= ((k + j) / (j + 1)) * chance; }
    shares[0] += 1 - second;
    return shares;
  }
  const n = Math.round(dose);
  const [a, b] = [first * second, (1 - first) * second];
  for (let j = 0; j <= Math.min(n, upTo); j++) shares[j] = Math.exp(gammaln(n + 1) - gammaln(j + 1) - gammaln(n - j + 1) + betaln(a + j, b + n - j) - betaln(a, b));
  return shares;
}

/** Share of the universe with at least `times` contacts. */
export function reach(form: Form, parameters: Natural, dose: number, times = 1): number {
  const below = distribution(form, parameters, dose, times - 1).reduce((x, y) => x + y, 0);
  return Math.max(0, Math.min(1, 1 - below));
}

/** Contacts per head of the universe. */
export function contactsPerHead(form: Form, { first }: Natural, dose: number): number { return form === 'nbd' ? dose : dose * first; }

/** Reach of independent media together: 1 − Π (1 − rᵢ) (Sainsbury). */
export function sainsbury(reaches: ArrayLike<number>): number {
  let missed = 1;
  for (let i = 0; i < reaches.length; i++) missed *= 1 - reaches[i];
  return 1 - missed;
}

/** Distribution of the sum of contacts with independent media (convolution), cut at the longest given. */
export function together(distributions: Float64Array[]): Float64Array {
  return distributions.reduce((a, b) => {
    const sum = new Float64Array(Math.max(a.length, b.length));
    for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length && i + j < sum.length; j++) sum[i + j] += a[i] * b[j];
    return sum;
  });
}
