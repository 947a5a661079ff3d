import { betaQuantile, drawBinomial, normalQuantile } from '../../math/distributions.ts';
import { declined, needColumns, notNegative, readSettings, type Settings } from '../checks.ts';
import type { Model, Outcome, Table } from '../contract.ts';
import { chancesBest, meanOf, sharesFor, type Belief } from './allocation.ts';
import { card } from './card.ts';

export interface BanditArm { arm: string; people: number; mean: number; low: number; high: number; chanceBest: number; share: number }
export interface BanditFit { policy: 'thompson' | 'top-two'; level: number; arms: BanditArm[] }

export const model: Model<BanditFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const bad = needColumns(data, card);
    if (bad) return declined(bad);
    if (data.rows < 2) return declined({ code: 'arms-missing', column: 'arm', sentence: 'At least two variants are needed to share traffic between.' });
    if (settings.number('floor') * data.rows > 1) return declined({ code: 'option-invalid', column: 'floor', value: String(settings.number('floor')), sentence: 'The smallest shares add up to more than all visitors.' });
    const believed = settings.text('metric') === 'proportion' ? betas(data, settings) : normals(data);
    if (believed.status !== 'fitted') return believed;
    const beliefs = believed.value;
    const [policy, level] = [settings.text('policy') as 'thompson' | 'top-two', settings.number('level')];
    const chances = chancesBest(beliefs);
    const shares = sharesFor(policy, chances, settings.number('floor'));
    const [arm, people] = [data.columns['arm'] as string[], data.columns['people'] as Float64Array];
    const arms = beliefs.map((b, i) => ({ arm: arm[i], people: people[i], mean: meanOf(b), ...interval(b, level), chanceBest: chances[i], share: shares[i] }));
    return { status: 'fitted', value: { policy, level, arms } };
  },

  /** For each number of people to come (rows), what each variant gets: columns arm, people, share. */
  predict(fit, data) {
    const why = needColumns(data, { columns: card.predictColumns ?? [] });
    if (why) return declined(why);
    const people = data.columns['people'] as Float64Array;
    const k = fit.arms.length;
    return {
      status: 'fitted',
      value: {
        rows: data.rows * k,
        columns: {
          arm: Array.from({ length: data.rows * k }, (_, i) => fit.arms[i % k].arm),
          share: Float64Array.from({ length: data.rows * k }, (_, i) => fit.arms[i % k].share),
          people: Float64Array.from({ length: data.rows * k }, (_, i) => fit.arms[i % k].share * people[Math.floor(i / k)]),
        },
      },
    };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const [n, rates] = [settings.number('people'), settings.numbers('rates')];
    return {
      rows: rates.length,
      columns: { arm: rates.map((_, i) => `variant ${i + 1}`), people: new Float64Array(rates.length).fill(n), value: Float64Array.from(rates, (r) => drawBinomial(tools.random, n, r)) },
    };
  },

  summary(fit) {
    return fit.arms.map((a) => ({
      name: a.arm, estimate: { value: a.mean, low: a.low, high: a.high, level: fit.level },
      text: `best with chance ${(100 * a.chanceBest).toFixed(1)} %, gets ${(100 * a.share).toFixed(1)} % of visitors`,
    }));
  },
};

function betas(data: Table, s: Settings): Outcome<Belief[]> {
  const [people, value] = [data.columns['people'] as Float64Array, data.columns['value'] as Float64Array];
  const why = notNegative('value', value);
  if (why) return declined(why);
  const row = value.findIndex((v, i) => v > people[i]);
  if (row >= 0) return declined({ code: 'not-a-proportion', column: 'value', row, value: String(value[row]), sentence: 'More people acted than were shown the variant.' });
  return { status: 'fitted', value: Array.from(value, (v, i) => ({ kind: 'beta', a: s.number('prior_yes') + v, b: s.number('prior_no') + people[i] - v })) };
}

function normals(data: Table): Outcome<Belief[]> {
  const [people, value, squares] = ['people', 'value', 'value_value'].map((c) => data.columns[c] as Float64Array | undefined);
  if (!people || !value || !squares) return declined({ code: 'column-missing', column: 'value_value', sentence: 'Amounts need the sum of squares.' });
  const beliefs: Belief[] = [];
  for (let i = 0; i < data.rows; i++) {
    const mean = value[i] / people[i];
    const variance = (squares[i] - people[i] * mean * mean) / (people[i] - 1);
    if (!(people[i] >= 2) || !(variance > 0) || !Number.isFinite(variance)) return declined({ code: 'no-variation', column: 'value_value', row: i, sentence: 'Each variant needs two people whose amounts differ.' });
    beliefs.push({ kind: 'normal', mean, sd: Math.sqrt(variance / people[i]) });
  }
  return { status: 'fitted', value: beliefs };
}

function interval(b: Belief, level: number): { low: number; high: number } {
  if (b.kind === 'beta') return { low: betaQuantile((1 - level) / 2, b.a, b.b), high: betaQuantile((1 + level) / 2, b.a, b.b) };
  const reach = normalQuantile((1 + level) / 2) * b.sd;
  return { low: b.mean - reach, high: b.mean + reach };
}
