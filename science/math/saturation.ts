/**
 * Diminishing returns: the share of a channel's ceiling that a carried-over spend x ≥ 0 reaches; 0 at 0, towards 1.
 *   logistic          (1 − e^{−λx}) / (1 + e^{−λx})      λ steepness
 *   tanh              tanh(x / κ)                         κ scale; κ = b·c of the form b·tanh(x / (b·c))
 *   michaelis-menten  x / (κ + x)                         κ half-saturation
 *   hill              x^s / (κ^s + x^s)                   κ half-saturation, s slope (s > 1: S-shaped, not concave)
 *   linear            x                                   no ceiling
 * Sources: Jin et al. 2017 (Google), eq. 5 (Hill); Michaelis & Menten 1913; Dew, Padilla & Shchetkina 2024 (tanh, logistic).
 */
export type SaturationForm = 'logistic' | 'tanh' | 'michaelis-menten' | 'hill' | 'linear';

/** Names of the parameters of each form, in order. */
export const saturationParameters: Record<SaturationForm, string[]> = {
  logistic: ['steepness'], tanh: ['scale'], 'michaelis-menten': ['half'], hill: ['half', 'slope'], linear: [],
};

/** Share of the ceiling at x. */
export function saturation(form: SaturationForm, x: number, p: ArrayLike<number>): number {
  switch (form) {
    case 'logistic': return Math.tanh((p[0] * x) / 2); // the same function: tanh(z/2) = (1 − e^{−z}) / (1 + e^{−z})
    case 'tanh': return Math.tanh(x / p[0]);
    case 'michaelis-menten': return x / (p[0] + x);
    case 'hill': return x <= 0 ? 0 : 1 / (1 + (p[0] / x) ** p[1]);
    case 'linear': return x;
  }
}

/** Derivative by x: what the next unit of carried-over spend adds. */
export function saturationSlope(form: SaturationForm, x: number, p: ArrayLike<number>): number {
  switch (form) {
    case 'logistic': { const s = Math.tanh((p[0] * x) / 2); return (p[0] / 2) * (1 - s * s); }
    case 'tanh': { const s = Math.tanh(x / p[0]); return (1 - s * s) / p[0]; }
    case 'michaelis-menten': return p[0] / (p[0] + x) / (p[0] + x); // no square: it leaves the range of doubles long before the slope does
    case 'hill': {
      if (x <= 0) return p[1] > 1 ? 0 : p[1] === 1 ? 1 / p[0] : Infinity;
      const s = 1 / (1 + (p[0] / x) ** p[1]);
      return (p[1] * s * (1 - s)) / x; // in this order: p / x of a tiny carry-over is infinite, and infinity times nothing is no number
    }
    case 'linear': return 1;
  }
}

/** Values over a series with the derivatives by x and by each parameter (arrays of the series' length). */
export function saturationWithDerivatives(form: SaturationForm, x: Float64Array, p: ArrayLike<number>, value: Float64Array, byX: Float64Array, byP: Float64Array[]): void {
  for (let t = 0; t < x.length; t++) {
    const xt = x[t];
    if (form === 'logistic') {
      // One exponential: 1 − s² = 4e / (1 + e)², better than squaring where s is near 1.
      const e = Math.exp(-p[0] * xt);
      const half = (2 * e) / ((1 + e) * (1 + e));
      value[t] = (1 - e) / (1 + e);
      byX[t] = p[0] * half;
      byP[0][t] = xt * half;
    } else if (form === 'tanh') {
      const s = Math.tanh(xt / p[0]);
      value[t] = s;
      byX[t] = (1 - s * s) / p[0];
      byP[0][t] = (-xt / p[0]) * byX[t];
    } else if (form === 'michaelis-menten') {
      const sum = p[0] + xt;
      value[t] = xt / sum;
      byX[t] = p[0] / (sum * sum);
      byP[0][t] = -xt / (sum * sum);
    } else if (form === 'hill') {
      if (xt <= 0) { value[t] = 0; byX[t] = p[1] === 1 ? 1 / p[0] : 0; byP[0][t] = 0; byP[1][t] = 0; continue; }
      const log = Math.log(xt / p[0]);
      const s = 1 / (1 + Math.exp(-p[1] * log));
      const bend = s * (1 - s);
      value[t] = s;
      byX[t] = (p[1] * bend) / xt;
      byP[0][t] = (-p[1] / p[0]) * bend;
      byP[1][t] = log * bend;
    } else { value[t] = xt; byX[t] = 1; }
  }
}
