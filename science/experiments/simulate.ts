/** Data sets with a known effect, one row a person, for every read-out of an experiment. */
import type { Option, Table } from '../models/contract.ts';
import type { Settings } from '../models/checks.ts';
import type { Random } from '../math/random.ts';

export const simulationOptions: Option[] = [
  { name: 'people', kind: 'count', default: 2000, min: 1, means: 'people in each arm' },
  { name: 'baseline', kind: 'number', default: 10, means: 'mean of the control; between 0 and 1 for a proportion' },
  { name: 'lift', kind: 'number', default: 0.05, means: 'relative effect of the treatment' },
  { name: 'deviation', kind: 'number', default: 5, min: 0, means: 'standard deviation between people of an amount' },
  { name: 'kind', kind: 'choice', choices: ['mean', 'proportion', 'ratio'], default: 'mean', means: 'what is measured' },
  { name: 'correlation', kind: 'number', default: 0.6, min: 0, max: 0.99, means: 'correlation of an amount with the period before' },
];

/** Columns arm, value, denominator, before, before_denominator and stratum (by the period before). */
export function simulateExperiment(s: Settings, random: Random): Table {
  const [people, kind] = [s.number('people'), s.text('kind')];
  const rows = 2 * people;
  const arm = Array.from({ length: rows }, (_, i) => (i < people ? 'control' : 'treatment'));
  const column = (): Float64Array => new Float64Array(rows);
  const [value, denominator, before, beforeDenominator] = [column(), column(), column(), column()];
  const [baseline, deviation, rho] = [s.number('baseline'), s.number('deviation'), s.number('correlation')];
  for (let i = 0; i < rows; i++) {
    const level = baseline * (i < people ? 1 : 1 + s.number('lift'));
    const habit = random.normal();
    const noise = rho * habit + Math.sqrt(1 - rho * rho) * random.normal();
    beforeDenominator[i] = 1 + Math.floor(random.next() * 5);
    denominator[i] = 1 + Math.floor(random.next() * 5);
    const per = kind === 'ratio' ? denominator[i] : 1;
    before[i] = (baseline + deviation * habit) * (kind === 'ratio' ? beforeDenominator[i] : 1);
    value[i] = kind === 'proportion' ? Number(random.next() < level) : (level + deviation * noise) * per;
  }
  const stratum = Array.from(before, (b, i) => (b < baseline * (kind === 'ratio' ? beforeDenominator[i] : 1) ? 'low' : 'high'));
  return { rows, columns: { arm, value, denominator, before, before_denominator: beforeDenominator, stratum } };
}
