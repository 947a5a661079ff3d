/** Whether there is enough to learn from, and data whose truth is known. */
import { logistic } from '../math/special.ts';
import type { Random } from '../math/random.ts';
import type { Settings } from '../models/checks.ts';
import type { Option, Reason, Table } from '../models/contract.ts';
import { areaUnderCurve, type Ranking } from './ranking.ts';

/** Fewer rare outcomes than this for each coefficient give coefficients that are mostly noise (Peduzzi et al. 1996). */
export const EVENTS_PER_TERM = 10;

export function tooFewEvents(outcome: Float64Array, terms: number, perTerm: number): Reason | null {
  const events = outcome.reduce((a, b) => a + b, 0);
  const rare = Math.min(events, outcome.length - events);
  const needed = Math.max(20, Math.ceil(perTerm * terms));
  return rare >= needed ? null : {
    code: 'too-few-events', column: 'outcome', value: String(rare),
    sentence: `There are ${rare} people with the rarer outcome; ${needed} are needed for what is to be learnt. Wait for more, or leave out columns.`,
  };
}

/** A single column that all but gives the outcome away was most likely written down after it. */
export function leaking(data: Table, outcome: Float64Array, most: number): Reason | null {
  for (const [column, values] of Object.entries(data.columns)) {
    if (!column.startsWith('number_') || Array.isArray(values)) continue;
    const auc = areaUnderCurve(values, outcome)?.auc ?? 0.5;
    if (Math.max(auc, 1 - auc) > most) {
      return { code: 'leak-suspected', column, value: auc.toFixed(3), sentence: `The column "${column}" alone tells the outcome nearly without fail; it was probably known only afterwards. Leave it out.` };
    }
  }
  return null;
}

export function notAboveChance(found: Ranking | null): Reason | null {
  // One-sided at 1 %.
  return found && found.auc - 2.326 * found.standardError > 0.5 ? null : {
    code: 'not-above-chance', value: found ? found.auc.toFixed(3) : '', sentence: 'On people left out of the fit the scores rank no better than chance. What is known of people does not tell this outcome.',
  };
}

/** Which of `folds` parts each row belongs to, with the rare outcome spread evenly. */
export function stratifiedFolds(outcome: Float64Array, folds: number, random: Random): Uint8Array {
  const fold = new Uint8Array(outcome.length);
  for (const kind of [0, 1]) {
    const rows = Array.from(outcome, (_, i) => i).filter((i) => outcome[i] === kind);
    for (let i = rows.length - 1; i > 0; i--) { const j = Math.floor(random.next() * (i + 1)); [rows[i], rows[j]] = [rows[j], rows[i]]; }
    rows.forEach((row, at) => { fold[row] = at % folds; });
  }
  return fold;
}

export function rowsOf(fold: Uint8Array, is: (part: number) => boolean): number[] {
  const rows: number[] = [];
  fold.forEach((part, i) => { if (is(part)) rows.push(i); });
  return rows;
}

export const simulationOptions: Option[] = [
  { name: 'people', kind: 'count', default: 3000, min: 1, means: 'people' },
  { name: 'strength', kind: 'number', default: 1, min: 0, means: 'how strongly what is known tells the outcome; 0 for not at all' },
  { name: 'intercept', kind: 'number', default: -1, means: 'log-odds of the average person' },
  { name: 'shape', kind: 'choice', choices: ['line', 'bend'], default: 'line', means: 'whether log-odds are straight lines of the numbers' },
];

/** Columns number_age, number_visits, number_noise, text_place, outcome and `truth`, the true chance. */
export function simulatePropensity(s: Settings, random: Random): Table {
  const rows = s.number('people');
  const [age, visits, noise] = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()));
  const place = Array.from({ length: rows }, () => ['town', 'town', 'suburb', 'country'][Math.floor(random.next() * 4)]);
  const bend = s.text('shape') === 'bend';
  const truth = age.map((a, i) => {
    const line = bend ? 1.5 * Math.sin(2 * a) + (visits[i] > 0.5 ? 1.2 : -0.4) * (place[i] === 'town' ? 1 : -1) : 0.8 * a + 0.5 * visits[i] + (place[i] === 'town' ? 0.6 : 0);
    return logistic(s.number('intercept') + s.number('strength') * line);
  });
  const outcome = truth.map((p) => Number(random.next() < p));
  return { rows, columns: { number_age: age, number_visits: visits, number_noise: noise, text_place: place, outcome, truth } };
}
