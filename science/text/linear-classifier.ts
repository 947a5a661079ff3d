/**
 * Linear text classifier on binary features: log-odds = intercept + Σ weight(feature) / √(features).
 * Trained as logistic regression on features scaled by naive-Bayes log-count ratios (Wang & Manning 2012, eq. 2-3); scale
 * and weight are one number by the time they are stored.
 */
export interface StoredWeights {
  /** Base64 of pairs: distance to the next 24-bit feature (LEB128), weight (signed byte). */
  weights: string;
  features: number;
  /** Value of one step of the signed byte. */
  step: number;
  intercept: number;
}

export interface LinearClassifier { intercept: number; weight(feature: number): number }

export function readWeights(stored: StoredWeights): LinearClassifier {
  const bytes = atob(stored.weights);
  const size = 2 ** Math.ceil(Math.log2(stored.features * 2 + 2));
  const keys = new Int32Array(size).fill(-1);
  const values = new Int8Array(size);
  const slotOf = (feature: number): number => {
    let slot = feature & (size - 1);
    while (keys[slot] !== -1 && keys[slot] !== feature) slot = (slot + 1) & (size - 1);
    return slot;
  };
  for (let at = 0, feature = 0; at < bytes.length;) {
    let distance = 0;
    for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
      byte = bytes.charCodeAt(at++);
      distance |= (byte & 127) << shift;
    }
    feature += distance;
    const slot = slotOf(feature);
    keys[slot] = feature;
    values[slot] = (bytes.charCodeAt(at++) << 24) >> 24;
  }
  return { intercept: stored.intercept, weight: (feature) => values[slotOf(feature)] * stored.step };
}

/** Writes weights (feature → weight) in the stored form; weights beyond ±127 steps are cut to that. */
export function writeWeights(weights: readonly (readonly [number, number])[], step: number, intercept: number): StoredWeights {
  const parts: string[] = [];
  let features = 0;
  let last = 0;
  for (const [feature, weight] of weights.toSorted((a, b) => a[0] - b[0])) {
    const value = Math.max(-127, Math.min(127, Math.round(weight / step)));
    if (value === 0) continue;
    let distance = feature - last;
    for (; distance >= 128; distance >>>= 7) parts.push(String.fromCharCode((distance & 127) | 128));
    parts.push(String.fromCharCode(distance), String.fromCharCode(value & 255));
    last = feature;
    features++;
  }
  return { weights: btoa(parts.join('')), features, step, intercept };
}

export function logOdds(classifier: LinearClassifier, features: readonly number[]): number {
  let sum = 0;
  for (const feature of features) sum += classifier.weight(feature);
  return classifier.intercept + (features.length === 0 ? 0 : sum / Math.sqrt(features.length));
}
