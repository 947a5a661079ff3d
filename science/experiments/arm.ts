/**
 * What the difference of two arms needs of each arm: the number of people, the mean of each measured variable and their
 * covariances. It can be built from one row a person, or from the sums that a store computes over millions.
 */
import type { Column, Reason, Table } from '../models/contract.ts';

/** `value` over `denominator` in the experiment; `before` over `before_denominator` in a period before it. */
export type Variable = 'value' | 'denominator' | 'before' | 'before_denominator';

export interface Metric {
  kind: 'mean' | 'proportion' | 'ratio';
  /** Adjusted by the period before (CUPED, Deng et al. 2013). */
  adjusted: boolean;
}

/** `covariance` is row-major over `variables(metric)`; divisor n - 1, for a proportion n. */
export interface Arm { people: number; mean: number[]; covariance: number[] }

/** One stratum: its arms by name. */
export interface Stratum { name: string; arms: Map<string, Arm> }

export function variables(metric: Metric): Variable[] {
  const now: Variable[] = metric.kind === 'ratio' ? ['value', 'denominator'] : ['value'];
  if (!metric.adjusted) return now;
  return [...now, ...(metric.kind === 'ratio' ? (['before', 'before_denominator'] as const) : (['before'] as const))];
}

const VARIABLES: readonly Variable[] = ['value', 'denominator', 'before', 'before_denominator'];

/** Second moments `x_y` (x before y) of these. */
const pairs = (names: readonly Variable[]): [Variable, Variable][] => names.flatMap((x, i) => names.slice(i).map((y): [Variable, Variable] => [x, y]));

/** The columns of one row a person, and of sums: a second moment of x and y stands in the column `x_y`. */
export const armColumns: Column[] = [
  { name: 'arm', kind: 'text', means: 'the variant the person was given' },
  { name: 'value', kind: 'number', means: 'what is measured of the person; with "people", the sum over them' },
  { name: 'people', kind: 'count', means: 'people the row stands for; absent where each row is one person', optional: true },
  { name: 'value_value', kind: 'number', means: 'with "people": sum of squared values (not needed for a proportion)', optional: true },
  { name: 'denominator', kind: 'number', means: 'what a ratio divides by, such as sessions of the person', optional: true },
  { name: 'before', kind: 'number', means: 'the same measure in a period before the experiment', optional: true },
  { name: 'before_denominator', kind: 'number', means: 'the denominator in the period before', optional: true },
  { name: 'stratum', kind: 'text', means: 'group fixed before the experiment, for post-stratification', optional: true },
  ...pairs(VARIABLES).slice(1).map(([x, y]): Column => ({ name: `${x}_${y}`, kind: 'number', means: `with "people": sum of "${x}" times "${y}", for a ratio or an adjustment`, optional: true })),
];

/** Second moments `x_y` (x before y) that sums need for a metric; the squares of 0 and 1 are themselves and need none. */
export function momentColumns(metric: Metric): string[] {
  return pairs(variables(metric)).filter(([x, y]) => y !== x || metric.kind !== 'proportion').map(([x, y]) => `${x}_${y}`);
}

interface Sums { people: number; mean: Float64Array; products: Float64Array }

/** Arms by stratum (one stratum "" where none is given). Columns were checked by `needColumns` before. */
export function readArms(table: Table, metric: Metric): { strata: Stratum[]; why: null } | { strata: null; why: Reason } {
  const names = variables(metric);
  const arm = table.columns['arm'] as string[];
  const stratum = table.columns['stratum'] as string[] | undefined;
  const people = table.columns['people'] as Float64Array | undefined;
  const why = missing(table, people ? [...names, ...momentColumns(metric)] : names)
    ?? (metric.kind === 'proportion' ? notProportion(table, people) : null);
  if (why) return { strata: null, why };
  const groups = new Map<string, Map<string, Sums>>();
  const values = names.map((name) => table.columns[name] as Float64Array);
  const moments = people ? secondMoments(table, names) : [];
  const k = names.length;
  for (let row = 0; row < table.rows; row++) {
    const sums = slot(groups, stratum ? stratum[row] : '', arm[row], k);
    if (people) addSums(sums, people[row], values, moments, row);
    else addPerson(sums, values, row);
  }
  return { strata: finish(groups, metric, people !== undefined), why: null };
}

function slot(groups: Map<string, Map<string, Sums>>, stratum: string, arm: string, k: number): Sums {
  let arms = groups.get(stratum);
  if (!arms) groups.set(stratum, arms = new Map());
  let sums = arms.get(arm);
  if (!sums) arms.set(arm, sums = { people: 0, mean: new Float64Array(k), products: new Float64Array(k * k) });
  return sums;
}

/** Welford's update for means and co-moments (Bennett et al. 2009, eq. 3). */
function addPerson(s: Sums, values: Float64Array[], row: number): void {
  s.people += 1;
  const k = values.length;
  for (let i = 0; i < k; i++) {
    const step = values[i][row] - s.mean[i];
    s.mean[i] += step / s.people;
    for (let j = 0; j <= i; j++) s.products[i * k + j] += j === i ? step * (values[i][row] - s.mean[i]) : step * (values[j][row] - s.mean[j]);
  }
}

/** Raw sums: here `mean` and `products` hold totals until `finish`. */
function addSums(s: Sums, people: number, values: Float64Array[], moments: Float64Array[], row: number): void {
  s.people += people;
  const k = values.length;
  for (let i = 0, m = 0; i < k; i++) {
    s.mean[i] += values[i][row];
    for (let j = i; j < k; j++, m++) s.products[j * k + i] += moments[m][row];
  }
}

function secondMoments(table: Table, names: Variable[]): Float64Array[] {
  return names.flatMap((x, i) => names.slice(i).map((y) => {
    // Only a proportion's squares may be absent here: the rest was asked for by name.
    return (table.columns[`${x}_${y}`] ?? table.columns[x]) as Float64Array;
  }));
}

function finish(groups: Map<string, Map<string, Sums>>, metric: Metric, raw: boolean): Stratum[] {
  const k = variables(metric).length;
  return [...groups].map(([name, arms]) => ({
    name,
    arms: new Map([...arms].map(([arm, s]) => {
      const mean = Array.from(s.mean, (v) => (raw ? v / s.people : v));
      const divisor = metric.kind === 'proportion' ? s.people : s.people - 1;
      const covariance = Array.from({ length: k * k }, (_, at) => {
        const [i, j] = [Math.max(Math.floor(at / k), at % k), Math.min(Math.floor(at / k), at % k)];
        const product = raw ? s.products[i * k + j] - s.people * mean[i] * mean[j] : s.products[i * k + j];
        return product / divisor;
      });
      return [arm, { people: s.people, mean, covariance }];
    })),
  }));
}

function missing(table: Table, names: string[]): Reason | null {
  const name = names.find((n) => table.columns[n] === undefined);
  return name === undefined ? null : {
    code: 'column-missing', column: name, sentence: `The column "${name}" is needed for this metric.`,
  };
}

function notProportion(table: Table, people: Float64Array | undefined): Reason | null {
  const value = table.columns['value'] as Float64Array;
  for (let row = 0; row < table.rows; row++) {
    const most = people ? people[row] : 1;
    const whole = people !== undefined || value[row] === 0 || value[row] === 1;
    if (!(value[row] >= 0 && value[row] <= most && whole)) {
      return { code: 'not-a-proportion', column: 'value', row, value: String(value[row]), sentence: `Row ${row + 1} of "value" is not a share of people: it must be 0 or 1 for each of them.` };
    }
  }
  return null;
}

/** All rows of one arm together, whatever their stratum; the arms in the order they first appear. */
export function pooled(strata: Stratum[], metric: Metric): Map<string, Arm> {
  const whole = new Map<string, Arm>();
  for (const stratum of strata) for (const [name, arm] of stratum.arms) {
    const sofar = whole.get(name);
    whole.set(name, sofar ? mergeArms(sofar, arm, metric) : arm);
  }
  return whole;
}

/** Two disjoint groups of people as one (Chan, Golub & LeVeque 1983, eq. 2.1, for covariances too). */
export function mergeArms(a: Arm, b: Arm, metric: Metric): Arm {
  const people = a.people + b.people;
  const lost = metric.kind === 'proportion' ? 0 : 1;
  const k = a.mean.length;
  return {
    people,
    mean: a.mean.map((m, i) => m + ((b.mean[i] - m) * b.people) / people),
    covariance: a.covariance.map((c, at) => {
      const [i, j] = [Math.floor(at / k), at % k];
      const between = ((b.mean[i] - a.mean[i]) * (b.mean[j] - a.mean[j]) * a.people * b.people) / people;
      return (within(c, a.people - lost) + within(b.covariance[at], b.people - lost) + between) / (people - lost);
    }),
  };
}

/** A single person has no covariance (0/0) and adds nothing to the sum of squares. */
function within(covariance: number, divisor: number): number {
  return divisor > 0 ? covariance * divisor : 0;
}
