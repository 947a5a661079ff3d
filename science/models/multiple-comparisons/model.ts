import { normalQuantile, tQuantile, tTwoSided } from '../../math/distributions.ts';
import { declined, needColumns, readSettings } from '../checks.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { adjustedP, intervalErrors, type Method } from './adjust.ts';
import { card } from './card.ts';

export interface AdjustedComparison {
  comparison: string;
  p: number;
  adjusted: number;
  finding: boolean;
  /** Absent where no estimate was given; null where the method gives no interval to what is not a finding. */
  interval?: { value: number; low: number; high: number } | null;
}

export interface MultipleComparisonsFit { method: Method; level: number; findings: number; comparisons: AdjustedComparison[] }

export const model: Model<MultipleComparisonsFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card) ?? wrongTable(data);
    if (bad) return declined(bad);
    const method = settings.text('method') as Method;
    const level = settings.number('level');
    const p = data.columns['p'] as Float64Array;
    const name = data.columns['comparison'] as string[];
    const [estimate, error, df] = ['estimate', 'standard_error', 'df'].map((c) => data.columns[c] as Float64Array | undefined);
    const adjusted = adjustedP(p, method);
    const errors = intervalErrors(adjusted, method, 1 - level);
    const comparisons = name.map((comparison, i): AdjustedComparison => {
      const told = { comparison, p: p[i], adjusted: adjusted[i], finding: adjusted[i] <= 1 - level };
      if (!estimate || !error) return told;
      const share = errors[i];
      if (share === null) return { ...told, interval: null };
      const reach = error[i] * (df ? tQuantile(1 - share / 2, df[i]) : normalQuantile(1 - share / 2));
      return { ...told, interval: { value: estimate[i], low: estimate[i] - reach, high: estimate[i] + reach } };
    });
    return { status: 'fitted', value: { method, level, findings: comparisons.filter((c) => c.finding).length, comparisons } };
  },

  /** The comparisons again, with adjusted p-values and whether each is a finding. */
  predict(fit) {
    const c = fit.comparisons;
    return {
      status: 'fitted',
      value: {
        rows: c.length,
        columns: {
          comparison: c.map((x) => x.comparison), p: Float64Array.from(c, (x) => x.p), adjusted: Float64Array.from(c, (x) => x.adjusted),
          finding: Float64Array.from(c, (x) => Number(x.finding)),
        },
      },
    };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const rows = settings.number('comparisons');
    const estimate = Float64Array.from({ length: rows }, (_, i) => tools.random.normal() + (i < settings.number('real') ? settings.number('strength') : 0));
    return {
      rows,
      columns: { comparison: Array.from(estimate, (_, i) => `comparison ${i + 1}`), estimate, standard_error: new Float64Array(rows).fill(1), p: estimate.map((z) => tTwoSided(z, 1e9)) },
    };
  },

  summary(fit) {
    return fit.comparisons.map((c) => ({
      name: c.comparison,
      estimate: c.interval ? { ...c.interval, level: fit.level } : null,
      text: `adjusted p = ${c.adjusted.toPrecision(3)}${c.finding ? ', a finding' : ''}`,
    }));
  },
};

function wrongTable(data: Table): Reason | null {
  if (data.rows === 0) return { code: 'too-few-rows', value: '0', sentence: 'There is no comparison to adjust.' };
  const bad = (column: string, wrong: (v: number) => boolean, sentence: string): Reason | null => {
    const values = data.columns[column] as Float64Array | undefined;
    const row = values ? values.findIndex(wrong) : -1;
    return row < 0 ? null : { code: 'out-of-range', column, row, value: String(values?.[row]), sentence };
  };
  return bad('p', (v) => v < 0 || v > 1, 'A p-value lies between 0 and 1.')
    ?? bad('standard_error', (v) => v <= 0, 'A standard error is above zero.')
    ?? bad('df', (v) => v <= 0, 'Degrees of freedom are above zero.');
}
