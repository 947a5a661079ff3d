/** Weekly data with a known truth: trend, yearly season, a holiday, and channels with carry-over and saturation. */
import { adstockWeights, carryOver } from '../../math/adstock.ts';
import type { Random } from '../../math/random.ts';
import { saturation } from '../../math/saturation.ts';
import { drawBeta, drawGamma } from '../../math/distributions.ts';
import type { Table } from '../contract.ts';

export interface Truth { periods: number; channels: number; noise: number; outcome: number; collinear: number }

/** Contributions per period stand in `truth_<channel>`; columns the fit does not read. */
export function simulateMix(truth: Truth, random: Random): Table {
  const n = truth.periods;
  const time = Float64Array.from({ length: n }, (_, t) => 18_263 + 7 * t); // Wednesdays from 2020-01-01
  const shape = random.fork('baseline');
  const [slope, sine, cosine] = [0.3 * shape.normal(), 0.1 * shape.normal(), 0.1 * shape.normal()];
  const columns: Table['columns'] = { time };
  const event = Float64Array.from(time, (day) => (Math.floor(day / 7) % 52 === 47 ? 1 : 0));
  const outcome = Float64Array.from(time, (day, t) => 1 + slope * (t / n) + sine * Math.sin((2 * Math.PI * day) / 365.25) + cosine * Math.cos((2 * Math.PI * day) / 365.25) + 0.2 * event[t]);
  const common = pulses(n, random.fork('common'));
  for (let c = 0; c < truth.channels; c++) {
    const r = random.fork(`channel ${c}`);
    const own = pulses(n, r);
    const shares = own.map((v, t) => truth.collinear * common[t] + (1 - truth.collinear) * v);
    const largest = Math.max(...shares);
    const unit = 1000 * (c + 1);
    const [effect, retention, steepness] = [Math.abs(0.5 * r.normal()), drawBeta(r, 1, 3), drawGamma(r, 3, 1)];
    const part = carryOver(shares.map((v) => v / largest), adstockWeights('geometric', [retention], 8, true)).map((x) => effect * saturation('logistic', x, [steepness]));
    columns[`spend_c${c + 1}`] = shares.map((v) => (v / largest) * unit);
    columns[`truth_c${c + 1}`] = part.map((v) => v * truth.outcome);
    for (let t = 0; t < n; t++) outcome[t] += part[t];
  }
  const noise = random.fork('noise');
  columns.event_peak = event;
  columns.outcome = outcome.map((v) => truth.outcome * (v + truth.noise * noise.normal()));
  return { rows: n, columns };
}

/** Spend in bursts over a low floor, as plans are: gamma amounts, some weeks dark. */
function pulses(n: number, random: Random): Float64Array {
  return Float64Array.from({ length: n }, () => (random.next() < 0.25 ? 0 : drawGamma(random, 2, 2)));
}
