/**
 * Carry-over of advertising: what is spent in one period works in the next ones too.
 * carried[t] = Σ_{l=0}^{L−1} w[l] · spend[t − l], with spend before the first period taken as 0 unless a history is given.
 * Sources: Jin, Wang, Sun, Chan & Koehler 2017, "Bayesian methods for media mix modeling with carryover and shape effects"
 * (Google), eq. 1-3 (geometric, delayed); Weibull forms as used by Robyn and PyMC-Marketing.
 */
export type AdstockForm = 'none' | 'geometric' | 'delayed' | 'weibull-cdf' | 'weibull-pdf';

/** Names of the parameters of each form, in order. */
export const adstockParameters: Record<AdstockForm, string[]> = {
  none: [], geometric: ['retention'], delayed: ['retention', 'delay'], 'weibull-cdf': ['shape', 'scale'], 'weibull-pdf': ['shape', 'scale'],
};

/** Weights of the lags (raw, before any normalising) and, where asked, their derivatives by each parameter. */
function rawWeights(form: AdstockForm, p: ArrayLike<number>, w: Float64Array, d: Float64Array[] | null): void {
  const lags = w.length;
  if (form === 'none') { w.fill(0); w[0] = 1; return; }
  if (form === 'geometric') { // w[l] = α^l
    for (let l = 0, power = 1; l < lags; l++, power *= p[0]) {
      w[l] = power;
      if (d) d[0][l] = l === 0 ? 0 : l * p[0] ** (l - 1);
    }
    return;
  }
  if (form === 'delayed') { // w[l] = α^((l − θ)²)
    const log = Math.log(p[0]);
    for (let l = 0; l < lags; l++) {
      const square = (l - p[1]) ** 2;
      w[l] = p[0] === 0 ? (square === 0 ? 1 : 0) : Math.exp(square * log);
      if (d) { d[0][l] = (square / p[0]) * w[l]; d[1][l] = -2 * (l - p[1]) * log * w[l]; }
    }
    return;
  }
  if (form === 'weibull-cdf') weibullSurvival(p[0], p[1], w, d);
  else weibullDensity(p[0], p[1], w, d);
}

/** w[0] = 1, w[l] = Π_{j=1}^{l} exp(−(j / scale)^shape): the share kept falls faster or slower with the lag. */
function weibullSurvival(k: number, scale: number, w: Float64Array, d: Float64Array[] | null): void {
  let [hazard, byK, byScale] = [0, 0, 0];
  for (let l = 0; l < w.length; l++) {
    if (l > 0) {
      const power = (l / scale) ** k;
      hazard += power;
      byK += power * Math.log(l / scale);
      byScale -= (power * k) / scale;
    }
    w[l] = Math.exp(-hazard);
    if (d) { d[0][l] = -byK * w[l]; d[1][l] = -byScale * w[l]; }
  }
}

/** Weibull density at 1 … L, moved and stretched to run from 0 to 1 (Robyn's and PyMC-Marketing's convention); allows a late peak. */
function weibullDensity(k: number, scale: number, w: Float64Array, d: Float64Array[] | null): void {
  const raw = w.map((_, l) => { const r = (l + 1) / scale; return (k / scale) * r ** (k - 1) * Math.exp(-(r ** k)); });
  let [low, high] = [0, 0];
  raw.forEach((v, l) => { if (v < raw[low]) low = l; if (v > raw[high]) high = l; });
  const span = raw[high] - raw[low];
  if (!(span > 0)) { w.fill(0); w[0] = 1; d?.forEach((row) => row.fill(0)); return; } // all mass before the first lag: no carry-over
  for (let l = 0; l < w.length; l++) w[l] = (raw[l] - raw[low]) / span;
  if (!d) return;
  const slope = (l: number, which: number): number => {
    const r = (l + 1) / scale;
    const power = r ** k;
    return raw[l] * (which === 0 ? 1 / k + Math.log(r) * (1 - power) : (k / scale) * (power - 1));
  };
  for (let which = 0; which < 2; which++) {
    const [atLow, atHigh] = [slope(low, which), slope(high, which)];
    for (let l = 0; l < w.length; l++) d[which][l] = (slope(l, which) - atLow - w[l] * (atHigh - atLow)) / span;
  }
}

/** Lag weights; `normalised` makes them sum to 1, so that carry-over moves effect in time without adding to it. */
export function adstockWeights(form: AdstockForm, parameters: ArrayLike<number>, lags: number, normalised: boolean, into: Float64Array = new Float64Array(lags)): Float64Array {
  rawWeights(form, parameters, into, null);
  if (normalised) scaleToOne(into, null);
  return into;
}

/** As `adstockWeights`, and the derivatives by each parameter into `derivatives[parameter][lag]`. */
export function adstockWeightsWithDerivatives(form: AdstockForm, parameters: ArrayLike<number>, normalised: boolean, into: Float64Array, derivatives: Float64Array[]): void {
  rawWeights(form, parameters, into, derivatives);
  if (normalised) scaleToOne(into, derivatives);
}

function scaleToOne(w: Float64Array, d: Float64Array[] | null): void {
  const sum = w.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return;
  for (let l = 0; l < w.length; l++) w[l] /= sum;
  d?.forEach((row) => {
    const drift = row.reduce((a, b) => a + b, 0);
    for (let l = 0; l < w.length; l++) row[l] = (row[l] - w[l] * drift) / sum;
  });
}

/** carried[t] for t = 0 … n−1; `history` holds the spend just before, oldest first. */
export function carryOver(spend: ArrayLike<number>, weights: Float64Array, into: Float64Array = new Float64Array(spend.length), history: ArrayLike<number> = []): Float64Array {
  const lags = weights.length;
  into.fill(0);
  for (let l = 0; l < lags; l++) { // lag by lag: straight runs over memory, the hot loop of the media mix
    const w = weights[l];
    for (let t = l; t < spend.length; t++) into[t] += w * spend[t - l];
  }
  const past = history.length;
  if (past > 0) {
    for (let t = 0; t < Math.min(lags - 1, spend.length); t++) {
      for (let l = t + 1; l < lags && l <= t + past; l++) into[t] += weights[l] * history[past + t - l];
    }
  }
  return into;
}
