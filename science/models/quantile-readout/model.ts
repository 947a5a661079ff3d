import { normalCdf, normalQuantile } from '../../math/distributions.ts';
import { declined, needColumns, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { quantileEffect, quantileOf, type QuantileStatistic } from './quantile.ts';

export interface QuantileFit {
  quantile: number;
  scale: 'absolute' | 'relative';
  level: number;
  control: string;
  arms: { arm: string; values: number; quantile: number; low: number; high: number }[];
  differences: { arm: string; estimate: number; standardError: number; low: number; high: number; p: number }[];
}

export const model: Model<QuantileFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card);
    if (bad) return declined(bad);
    const [arm, value, person] = [data.columns['arm'] as string[], data.columns['value'] as Float64Array, data.columns['person'] as string[] | undefined];
    const names = [...new Set(arm)];
    const control = settings.has('control') ? settings.text('control') : names[0];
    if (names.length < 2 || control === undefined) return declined({ code: 'arms-missing', column: 'arm', sentence: 'A comparison needs a control and at least one other arm.' });
    if (!names.includes(control)) return declined({ code: 'control-missing', column: 'arm', value: control, sentence: `No row belongs to the control "${control}".` });
    const share = settings.number('quantile');
    const found = new Map<string, QuantileStatistic>();
    for (const name of names) {
      const rows = arm.map((_, i) => i).filter((i) => arm[i] === name);
      const known = quantileOf(Float64Array.from(rows, (i) => value[i]), share, person && rows.map((i) => person[i]));
      if (known === 'few') return declined({ code: 'too-few-rows', column: 'value', value: name, sentence: `The arm "${name}" has fewer than ten values beyond the quantile. Wait for more, or ask for one nearer the middle.` });
      if (known === 'alone') return declined({ code: 'too-few-people', column: 'person', value: name, sentence: `All values of the arm "${name}" are of one person, so how much people differ cannot be judged.` });
      if (known === 'piled') return declined({ code: 'values-piled', column: 'value', value: name, sentence: `Values of the arm "${name}" pile up on one number at the quantile, so its doubt cannot be judged. Ask for another quantile or the mean.` });
      found.set(name, known);
    }
    const relative = settings.text('scale') === 'relative';
    const base = found.get(control);
    if (!base || (relative && base.value === 0)) return declined({ code: 'control-zero', column: 'value', value: control, sentence: 'The control’s quantile is zero; ask for the absolute difference.' });
    const level = settings.number('level');
    const reach = normalQuantile((1 + level) / 2);
    const effects = [...found].filter(([name]) => name !== control).map(([name, known]) => ({ arm: name, ...quantileEffect(base, known, relative) }));
    const tiny = effects.find(({ standardError }) => !(standardError > 0));
    if (tiny) return declined({ code: 'values-piled', column: 'value', value: tiny.arm, sentence: `The values of the arm "${tiny.arm}" are too small to compute with. Give them in a smaller unit.` });
    const differences = effects.map(({ arm: name, estimate, standardError }) => {
      return { arm: name, estimate, standardError, low: estimate - reach * standardError, high: estimate + reach * standardError, p: 2 * normalCdf(-Math.abs(estimate / standardError)) };
    });
    const arms = [...found].map(([name, k]) => {
      const se = Math.sqrt(k.variance / k.n);
      return { arm: name, values: k.n, quantile: k.value, low: k.value - reach * se, high: k.value + reach * se };
    });
    return { status: 'fitted', value: { quantile: share, scale: relative ? 'relative' : 'absolute', level, control, arms, differences } };
  },

  /** The arms' quantiles with intervals. */
  predict(fit) {
    const of = (f: (a: QuantileFit['arms'][0]) => number): Float64Array => Float64Array.from(fit.arms, f);
    return { status: 'fitted', value: { rows: fit.arms.length, columns: { arm: fit.arms.map((a) => a.arm), quantile: of((a) => a.quantile), quantile_low: of((a) => a.low), quantile_high: of((a) => a.high) } } };
  },

  /** Exponential values; several of one person share half of their logarithm’s spread. */
  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const [arm, person]: string[][] = [[], []];
    const value: number[] = [];
    for (let i = 0; i < 2 * settings.number('people'); i++) {
      const treated = i % 2 === 1;
      const habit = random.normal();
      const count = 1 + Math.floor(random.next() * settings.number('values'));
      for (let j = 0; j < count; j++) {
        arm.push(treated ? 'treatment' : 'control');
        person.push(`p${i}`);
        value.push((treated ? 1 + settings.number('lift') : 1) * Math.exp((habit + random.normal()) * Math.SQRT1_2));
      }
    }
    return { rows: value.length, columns: { arm, value: Float64Array.from(value), person } };
  },

  summary(fit) {
    return fit.differences.map((d) => ({
      name: `${d.arm} against ${fit.control}, quantile ${fit.quantile} (${fit.scale})`, estimate: { value: d.estimate, low: d.low, high: d.high, level: fit.level }, text: `p = ${d.p.toPrecision(3)}`,
    }));
  },
};
