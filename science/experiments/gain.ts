/** What giving a variant to so many people would add in total: the step from a read-out to a decision. */
import { declined, needColumns } from '../models/checks.ts';
import type { Answer, Column, Outcome, Table } from '../models/contract.ts';
import type { ArmSummary, Scale } from './readout.ts';

export const gainColumns: Column[] = [
  { name: 'arm', kind: 'text', means: 'the variant to give to everybody' },
  { name: 'people', kind: 'count', means: 'people who would be given it' },
];

export const gainAnswers: Answer[] = [
  { name: 'arm', kind: 'text', means: 'the variant, as asked' },
  { name: 'people', kind: 'count', means: 'people, as asked', min: 0 },
  { name: 'gain', kind: 'number', means: 'what these people bring beyond what they would under the control, in all', unit: 'the unit of the measure (people who act, or the amount)', interval: 'where the gain lies at the level of the read-out' },
];

interface Known {
  metric: 'mean' | 'proportion' | 'ratio';
  scale: Scale;
  control: string;
  arms: ArmSummary[];
  differences: { arm: string; estimate: number; low: number | null; high: number | null }[];
}

/** Columns arm, people, gain, gain_low, gain_high, in the unit of the measure. */
export function projectGain(fit: Known, data: Table): Outcome<Table> {
  const why = needColumns(data, { columns: gainColumns });
  if (why) return declined(why);
  if (fit.metric === 'ratio') return declined({ code: 'ratio-has-no-total', sentence: 'A ratio does not add up over people; ask for a mean or a proportion.' });
  const [arm, people] = [data.columns['arm'] as string[], data.columns['people'] as Float64Array];
  const base = fit.arms.find((a) => a.arm === fit.control)?.mean ?? 0;
  const unit = fit.scale === 'relative' ? Math.abs(base) : 1;
  const gain = [new Float64Array(data.rows), new Float64Array(data.rows), new Float64Array(data.rows)];
  for (let row = 0; row < data.rows; row++) {
    const found = fit.differences.find((d) => d.arm === arm[row]);
    if (!found) return declined({ code: 'arm-unknown', column: 'arm', row, value: arm[row], sentence: `The experiment had no variant "${arm[row]}" besides the control.` });
    if (found.low === null || found.high === null) return declined({ code: 'one-sided', sentence: 'A one-sided read-out has an open interval; fit two-sided to project a gain.' });
    [found.estimate, found.low, found.high].forEach((v, i) => { gain[i][row] = v * unit * people[row]; });
  }
  return { status: 'fitted', value: { rows: data.rows, columns: { arm, people, gain: gain[0], gain_low: gain[1], gain_high: gain[2] } } };
}
