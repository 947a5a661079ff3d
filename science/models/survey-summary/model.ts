import { normalQuantile } from '../../math/distributions.ts';
import { meanInterval, shareInterval, weightedMeanOf, type Weighted } from '../../survey/weighted.ts';
import { declined, needColumns, notNegative, readSettings } from '../checks.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { card } from './card.ts';

export type AnswerKind = 'mean' | 'share' | 'nps';

export interface AnswerSummary {
  /** "" for all. */
  group: string;
  people: number;
  effective: number;
  designEffect: number;
  value: number;
  low: number;
  high: number;
  /** Half of the interval's width. */
  margin: number;
}

export interface SurveySummaryFit { kind: AnswerKind; level: number; deviation: number; designEffect: number; groups: AnswerSummary[] }

export const model: Model<SurveySummaryFit> = {
  card,

  fit(data, options) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const kind = settings.text('kind') as AnswerKind;
    const [answer, weight, group] = [data.columns['answer'] as Float64Array, data.columns['weight'] as Float64Array | undefined, data.columns['group'] as string[] | undefined];
    const bad = needColumns(data, card) ?? (weight ? notNegative('weight', weight) : null) ?? offScale(data, kind);
    if (bad) return declined(bad);
    const level = settings.number('level');
    const population = settings.has('population') ? settings.number('population') : null;
    if (population !== null && population < data.rows) return declined({ code: 'option-invalid', column: 'population', value: String(population), sentence: 'There are more answers than people in the population.' });
    const correction = population === null ? 1 : 1 - data.rows / population;
    // A promoter counts 100, a detractor -100: the score is a mean like any other.
    const value = (row: number): number => (kind !== 'nps' ? answer[row] : answer[row] >= 9 ? 100 : answer[row] <= 6 ? -100 : 0);
    const all = Array.from(answer, (_, i) => i);
    const named = [['', all] as const, ...[...new Set(group ?? [])].sort().map((g) => [g, all.filter((i) => group?.[i] === g)] as const)];
    const groups: AnswerSummary[] = [];
    let whole: Weighted | null = null;
    for (const [name, rows] of named) {
      const known = rows.length >= 2 ? weightedMeanOf(value, rows, weight) : null;
      if (!known || !Number.isFinite(known.variance)) return declined({ code: 'too-few-rows', column: 'answer', value: name, sentence: `Fewer than two answers count${name === '' ? '' : ` in "${name}"`}. Wait for more, or join groups.` });
      if (kind !== 'share' && !(known.variance > 0)) return declined({ code: 'no-variation', column: 'answer', value: name, sentence: `The answers${name === '' ? '' : ` in "${name}"`} do not vary, so chance cannot be judged.` });
      whole ??= known;
      const { low, high } = kind === 'share' ? shareInterval(known.mean, known.effective / Math.max(1e-9, correction), level) : meanInterval(known, level, correction);
      const [floor, roof] = kind === 'nps' ? [Math.max(-100, low), Math.min(100, high)] : [low, high];
      groups.push({ group: name, people: rows.length, effective: known.effective, designEffect: known.designEffect, value: known.mean, low: floor, high: roof, margin: (roof - floor) / 2 });
    }
    return { status: 'fitted', value: { kind, level, deviation: whole ? Math.sqrt((whole.variance * whole.people) / whole.designEffect) : 0, designEffect: whole?.designEffect ?? 1, groups } };
  },

  /** `margin` of error to expect with so many answers, varying and weighted like these. */
  predict(fit, data) {
    const why = needColumns(data, { columns: card.predictColumns ?? [] });
    if (why) return declined(why);
    const people = data.columns['people'] as Float64Array;
    const row = people.findIndex((n) => n < 2);
    if (row >= 0) return declined({ code: 'too-few-rows', column: 'people', row, value: String(people[row]), sentence: 'A survey needs at least two answers.' });
    const reach = normalQuantile((1 + fit.level) / 2) * fit.deviation * Math.sqrt(fit.designEffect);
    return { status: 'fitted', value: { rows: data.rows, columns: { people, margin: people.map((n) => reach / Math.sqrt(n)) } } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const { random } = tools;
    const answer = Float64Array.from({ length: settings.number('people') }, () => {
      const u = random.next();
      if (u < settings.number('promoters')) return 9 + Math.floor(random.next() * 2);
      return u < settings.number('promoters') + settings.number('detractors') ? Math.floor(random.next() * 7) : 7 + Math.floor(random.next() * 2);
    });
    return { rows: answer.length, columns: { answer, group: Array.from(answer, () => (random.next() < 0.5 ? 'new' : 'loyal')) } };
  },

  summary(fit) {
    const what = { mean: 'mean', share: 'share', nps: 'net promoter score' }[fit.kind];
    return fit.groups.map((g) => ({
      name: g.group === '' ? `${what}, all` : `${what}, ${g.group}`, estimate: { value: g.value, low: g.low, high: g.high, level: fit.level },
      text: `${g.people} answers worth ${g.effective.toFixed(0)}`,
    }));
  },
};

function offScale(data: Table, kind: AnswerKind): Reason | null {
  const answer = data.columns['answer'] as Float64Array;
  const row = answer.findIndex((v) => (kind === 'share' ? v !== 0 && v !== 1 : kind === 'nps' ? v < 0 || v > 10 : false));
  return row < 0 ? null : { code: 'off-scale', column: 'answer', row, value: String(answer[row]), sentence: `Row ${row + 1} holds ${answer[row]}; ${kind === 'share' ? 'a share counts 0 and 1' : 'the net promoter score asks for 0 to 10'}.` };
}
