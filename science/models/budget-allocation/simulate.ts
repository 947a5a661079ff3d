/** Hill curves of invented channels with uncertain heights and half-saturations, in minor units of money. */
import type { Random } from '../../math/random.ts';
import type { Table } from '../contract.ts';

export function simulateCurves(channels: number, draws: number, slope: number, spread: number, random: Random): Table {
  const rows = channels * draws;
  const columns = { channel: new Array<string>(rows), form: new Array<string>(rows).fill('hill'), ceiling: new Float64Array(rows), first: new Float64Array(rows), second: new Float64Array(rows), draw: new Float64Array(rows) };
  for (let c = 0; c < channels; c++) {
    const r = random.fork(`channel ${c}`);
    const [ceiling, half] = [2000 * Math.exp(0.8 * r.normal()), 30000 * Math.exp(0.8 * r.normal())];
    for (let d = 0; d < draws; d++) {
      const row = c * draws + d;
      columns.channel[row] = `c${c + 1}`;
      columns.ceiling[row] = ceiling * Math.exp(spread * r.normal());
      columns.first[row] = half * Math.exp(0.5 * spread * r.normal());
      columns.second[row] = slope;
      columns.draw[row] = d;
    }
  }
  return { rows, columns };
}
