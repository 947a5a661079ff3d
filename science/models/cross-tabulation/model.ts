import { normalCdf } from '../../math/distributions.ts';
import { shareInterval, weightedMeanOf } from '../../survey/weighted.ts';
import { declined, needColumns, notNegative, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { independence, type Independence } from './chi-square.ts';

export interface Cell { row: string; column: string; answers: number; share: number; low: number; high: number; /** Letters of the columns whose share is smaller by more than chance. */ above: string }

export interface CrossTabulationFit {
  level: number;
  rows: string[];
  columns: { name: string; letter: string; answers: number; effective: number }[];
  cells: Cell[];
  test: Independence;
}

export const model: Model<CrossTabulationFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const weight = data.columns['weight'] as Float64Array | undefined;
    const bad = needColumns(data, card) ?? (weight ? notNegative('weight', weight) : null);
    if (bad) return declined(bad);
    const [row, column] = [data.columns['row'] as string[], data.columns['column'] as string[]];
    const [rows, names] = [[...new Set(row)].sort(), [...new Set(column)].sort()];
    if (rows.length < 2 || names.length < 2) return declined({ code: 'table-too-small', column: rows.length < 2 ? 'row' : 'column', sentence: 'A table needs at least two different answers and two groups.' });
    const members = names.map((name) => column.map((_, i) => i).filter((i) => column[i] === name));
    const empty = members.findIndex((m) => weight !== undefined && !m.some((i) => weight[i] > 0));
    if (empty >= 0) return declined({ code: 'weight-not-positive', column: 'weight', value: names[empty], sentence: `All answers of "${names[empty]}" have a weight of zero.` });
    const zero = rows.find((r) => weight !== undefined && !row.some((v, i) => v === r && weight[i] > 0));
    if (zero !== undefined) return declined({ code: 'weight-not-positive', column: 'weight', value: zero, sentence: `All who answered "${zero}" have a weight of zero.` });
    const at = (values: string[], list: string[]): Int32Array => Int32Array.from(values, (v) => list.indexOf(v));
    const test = independence(at(row, rows), at(column, names), rows.length, names.length, weight);
    if (test.smallExpected > 0.2) return declined({ code: 'cells-thin', column: 'row', value: test.smallExpected.toFixed(2), sentence: 'In more than a fifth of the cells fewer than five answers are expected. Join answers or groups.' });
    const [level, pairs] = [settings.number('level'), settings.flag('correct') ? (names.length * (names.length - 1)) / 2 : 1];
    const effective = members.map((m) => effectiveOf(m, weight));
    const cells: Cell[] = rows.flatMap((r) => {
      const known = members.map((m) => weightedMeanOf((i) => Number(row[i] === r), m, weight));
      const share = known.map((k) => k?.mean ?? 0);
      const size = known.map((k, c) => (k && k.variance > 0 ? k.effective : effective[c]));
      return names.map((name, c) => {
        const larger = names.map((_, d) => d).filter((d) => d !== c && share[c] > share[d] && pairP(share[c], size[c], share[d], size[d]) < (1 - level) / pairs);
        return { row: r, column: name, answers: members[c].filter((i) => row[i] === r).length, share: share[c], ...shareInterval(share[c], size[c], level), above: larger.map(letterOf).join('') };
      });
    });
    return { status: 'fitted', value: { level, rows, columns: names.map((name, c) => ({ name, letter: letterOf(c), answers: members[c].length, effective: effective[c] })), cells, test } };
  },

  /** The table's cells, one a row. */
  predict(fit) {
    const c = fit.cells;
    return {
      status: 'fitted',
      value: {
        rows: c.length,
        columns: {
          row: c.map((x) => x.row), column: c.map((x) => x.column), above: c.map((x) => x.above), share: Float64Array.from(c, (x) => x.share),
          share_low: Float64Array.from(c, (x) => x.low), share_high: Float64Array.from(c, (x) => x.high),
        },
      },
    };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const column = Array.from({ length: settings.number('people') }, () => (random.next() < 0.5 ? 'first' : 'second'));
    return { rows: column.length, columns: { column, row: column.map((c) => (random.next() < 0.4 + (c === 'second' ? settings.number('difference') : 0) ? 'yes' : 'no')) } };
  },

  summary(fit) {
    return [
      { name: 'answers and groups are independent', estimate: null, text: `chi-square ${fit.test.statistic.toFixed(2)} with ${fit.test.df} degrees of freedom, p = ${fit.test.p.toPrecision(3)}` },
      ...fit.cells.map((c) => ({ name: `${c.row}, ${c.column}`, estimate: { value: c.share, low: c.low, high: c.high, level: fit.level }, ...(c.above === '' ? {} : { text: `above ${c.above}` }) })),
    ];
  },
};

/** A, B … Z, AA … as spreadsheets letter columns. */
function letterOf(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : letterOf(Math.floor(i / 26) - 1) + letterOf(i % 26);
}

/** Two-sided z test of two shares with the pooled share (effective numbers of people). */
function pairP(a: number, n: number, b: number, m: number): number {
  const pooled = (a * n + b * m) / (n + m);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
  return se > 0 ? 2 * normalCdf(-Math.abs(a - b) / se) : 1;
}

function effectiveOf(rows: number[], weight: Float64Array | undefined): number {
  if (!weight) return rows.length;
  let [sum, squares] = [0, 0];
  for (const i of rows) { sum += weight[i]; squares += weight[i] ** 2; }
  return (sum * sum) / squares;
}
