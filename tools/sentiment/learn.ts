/** Logistic regression on binary features scaled by naive-Bayes log-count ratios (Wang & Manning 2012), by AdaGrad. */
export interface Row { features: Int32Array; label: 0 | 1 }
export interface Learnt { weights: Map<number, number>; intercept: number }

const EPOCHS = 6;
const RATE = 0.5;
const PENALTY = 2e-6;
const LEAST_ROWS = 2;

/** weight = w·|r| with r = log((p+1)/‖p+1‖) − log((q+1)/‖q+1‖), eq. 2; rows are divided by √(features). */
export function learn(rows: readonly Row[]): Learnt {
  const counts = [new Map<number, number>(), new Map<number, number>()];
  for (const { features, label } of rows) for (const feature of features) counts[label].set(feature, (counts[label].get(feature) ?? 0) + 1);
  const place = new Map<number, number>();
  for (const feature of new Set([...counts[0].keys(), ...counts[1].keys()])) {
    if ((counts[0].get(feature) ?? 0) + (counts[1].get(feature) ?? 0) >= LEAST_ROWS) place.set(feature, place.size);
  }
  const size = place.size;
  let [p, q] = [0, 0];
  for (const feature of place.keys()) { p += (counts[1].get(feature) ?? 0) + 1; q += (counts[0].get(feature) ?? 0) + 1; }
  const scale = new Float64Array(size);
  for (const [feature, at] of place) scale[at] = Math.abs(Math.log(((counts[1].get(feature) ?? 0) + 1) / p) - Math.log(((counts[0].get(feature) ?? 0) + 1) / q));
  const placed = rows.map(({ features, label }) => ({ label, root: Math.sqrt(features.length), at: Int32Array.from([...features].flatMap((f) => place.get(f) ?? [])) }));
  const { weights, intercept } = descend(placed, scale);
  return { weights: new Map([...place].map(([feature, at]) => [feature, weights[at] * scale[at]])), intercept };
}

interface Placed { at: Int32Array; root: number; label: number }

function descend(rows: readonly Placed[], scale: Float64Array): { weights: Float64Array; intercept: number } {
  const weights = new Float64Array(scale.length);
  const squares = new Float64Array(scale.length).fill(1e-4);
  let [intercept, interceptSquares] = [0, 1];
  // A fixed stride that shares no factor with the number of rows visits every row once an epoch, far from its neighbours.
  const stride = strideFor(rows.length);
  for (let epoch = 0, row = 0; epoch < EPOCHS; epoch++) {
    for (let n = 0; n < rows.length; n++, row = (row + stride) % rows.length) {
      const { at, root, label } = rows[row];
      let z = 0;
      for (const i of at) z += weights[i] * scale[i];
      const error = 1 / (1 + Math.exp(-(intercept + (root === 0 ? 0 : z / root)))) - label;
      for (const i of at) {
        const gradient = (error * scale[i]) / root + PENALTY * weights[i];
        squares[i] += gradient * gradient;
        weights[i] -= (RATE * gradient) / Math.sqrt(squares[i]);
      }
      interceptSquares += error * error;
      intercept -= (RATE * error) / Math.sqrt(interceptSquares);
    }
  }
  return { weights, intercept };
}

function strideFor(rows: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.floor(rows * 0.618));
  while (divisor(rows, stride) !== 1) stride++;
  return stride;
}

/** Platt 1999: log-odds = slope·z + intercept fitted to rows not learnt from, by Newton's method. */
export function calibrate({ weights, intercept: start }: Learnt, rows: readonly Row[]): { slope: number; intercept: number } {
  const z = rows.map(({ features }) => start + features.reduce((sum, f) => sum + (weights.get(f) ?? 0), 0) / Math.sqrt(Math.max(1, features.length)));
  let [slope, intercept] = [1, 0];
  for (let turn = 0; turn < 25; turn++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9];
    rows.forEach(({ label }, i) => {
      const p = 1 / (1 + Math.exp(-(slope * z[i] + intercept)));
      const v = p * (1 - p);
      ga += (p - label) * z[i]; gb += p - label;
      haa += v * z[i] * z[i]; hab += v * z[i]; hbb += v;
    });
    const det = haa * hbb - hab * hab;
    slope -= (hbb * ga - hab * gb) / det;
    intercept -= (haa * gb - hab * ga) / det;
  }
  return { slope, intercept };
}
