import { declined, needColumns, needRows, notNegative, readSettings, unsettled } from '../checks.ts';
import type { Estimate, Model, Reason, Table } from '../contract.ts';
import type { Random } from '../../math/random.ts';
import { quantileSorted } from '../../math/summary.ts';
import { card } from './card.ts';
import { contactsPerHead, distribution, natural, reach, sainsbury, together, type Form, type Natural } from './curve.ts';
import { fitCurve, type Point } from './fit-curve.ts';

export interface Fit {
  form: Form;
  universe: number;
  effective: number;
  media: { medium: string; mode: number[]; draws: Natural[]; error: number; estimated: boolean; largest: number }[];
}

const level = 0.9;
function estimate(value: number, draws: number[]): Estimate {
  const sorted = Float64Array.from(draws).sort();
  const [low, high] = [quantileSorted(sorted, 0.05), quantileSorted(sorted, 0.95)];
  return { value: Math.min(high, Math.max(low, value)), low, high, level };
}

export const model: Model<Fit> = {
  card,

  fit(data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const wrong = needColumns(data, card) ?? needRows(data, 2) ?? notNegative('contacts', data.columns.contacts as Float64Array) ?? notNegative('reached', data.columns.reached as Float64Array);
    if (wrong) return declined(wrong);
    if (!settings.has('universe')) return declined({ code: 'option-invalid', column: 'universe', sentence: 'The number of people in the target group ("universe") is needed.' });
    const [form, universe] = [settings.text('form') as Form, settings.number('universe')];
    const points = readPoints(data, form, universe);
    if ('code' in points) return declined(points);
    const media: Fit['media'] = [];
    for (const [medium, rows] of points) {
      if (new Set(rows.map((r) => `${r.dose} ${r.times}`)).size < 2) return declined({ code: 'too-few-rows', column: 'contacts', value: medium, sentence: `"${medium}" has rows of one size only; a curve needs two.` });
      const fitted = fitCurve(form, rows, settings.number('error'), tools.random.fork(medium));
      if (!fitted) return unsettled({ code: 'no-curve', column: 'reached', value: medium, sentence: `No ${form} curve comes near the rows of "${medium}". Check whether reach counts people and contacts belong to the same periods, or try the other form.` });
      media.push({ medium, ...fitted, largest: Math.max(...rows.map((r) => r.dose)) });
    }
    return { status: 'fitted', value: { form, universe, effective: settings.number('effective'), media } };
  },

  /** One row a medium of the plan, and a last one, "together", for all of them. */
  predict(fit, data) {
    const wrong = needColumns(data, { columns: card.predictColumns ?? [] }) ?? needRows(data, 1) ?? notNegative('contacts', data.columns.contacts as Float64Array);
    if (wrong) return declined(wrong);
    const names = data.columns.medium as string[];
    const contacts = data.columns.contacts as Float64Array;
    const chosen = names.map((n) => fit.media.find((m) => m.medium === n));
    const stranger = chosen.indexOf(undefined);
    if (stranger >= 0) return declined({ code: 'unknown-medium', column: 'medium', row: stranger, value: names[stranger], sentence: `Row ${stranger + 1} names "${names[stranger]}", which has no curve in this fit.` });
    const twice = names.findIndex((n, i) => names.indexOf(n) !== i);
    if (twice >= 0) return declined({ code: 'medium-doubled', column: 'medium', row: twice, value: names[twice], sentence: `"${names[twice]}" stands in two rows; add its contacts up, for its audience is the same.` });
    const media = chosen.filter((m) => m !== undefined);
    const doses = Array.from(contacts, (c) => (fit.form === 'nbd' ? c / fit.universe : c));
    const odd = fit.form === 'beta-binomial' ? doses.findIndex((d) => !Number.isInteger(d)) : -1;
    if (odd >= 0) return declined({ code: 'not-a-count', column: 'contacts', row: odd, value: String(doses[odd]), sentence: `Row ${odd + 1}: insertions are whole numbers.` });
    const rows = media.map((m, i) => read(fit, [[natural(fit.form, m.mode), ...m.draws]], [doses[i]]));
    rows.push(read(fit, media.map((m) => [natural(fit.form, m.mode), ...m.draws]), doses));
    const columns: Table['columns'] = { medium: [...names, 'together'], contacts: Float64Array.of(...contacts, contacts.reduce((a, b) => a + b, 0)) };
    for (const part of ['reached', 'effective', 'frequency'] as const) {
      columns[part] = Float64Array.from(rows, (r) => r[part].value);
      columns[`${part}_low`] = Float64Array.from(rows, (r) => r[part].low);
      columns[`${part}_high`] = Float64Array.from(rows, (r) => r[part].high);
    }
    columns.beyond = Float64Array.from([...media.map((m, i) => (doses[i] > 1.5 * m.largest ? 1 : 0)), media.some((m, i) => doses[i] > 1.5 * m.largest) ? 1 : 0]);
    return { status: 'fitted', value: { rows: rows.length, columns } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateReach(settings.number('media'), settings.number('points'), settings.number('universe'), settings.number('error'), tools.random);
  },

  summary(fit) {
    return fit.media.flatMap((m) => {
      const half = fit.form === 'nbd' ? 1 : 5;
      const at = natural(fit.form, m.mode);
      return [
        { name: `${m.medium}: share reached with ${fit.form === 'nbd' ? 'one contact per head' : 'five insertions'}`, estimate: estimate(reach(fit.form, at, half), m.draws.map((d) => reach(fit.form, d, half))) },
        { name: `${m.medium}: ${fit.form === 'nbd' ? 'share that can be reached at all' : 'rating of one insertion'}`, estimate: fit.form === 'nbd' ? estimate(at.second, m.draws.map((d) => d.second)) : estimate(at.first, m.draws.map((d) => d.first)) },
      ];
    });
  },
};

/** Reach, effective reach and mean frequency of several media under each draw; the first entry of each list is the mode. */
function read(fit: Fit, parameters: Natural[][], doses: number[]): { reached: Estimate; effective: Estimate; frequency: Estimate } {
  const count = Math.min(...parameters.map((p) => p.length));
  const all = Array.from({ length: count }, (_, d) => {
    const reached = sainsbury(parameters.map((p, i) => reach(fit.form, p[d], doses[i])));
    const spread = together(parameters.map((p, i) => distribution(fit.form, p[d], doses[i], fit.effective)));
    const below = spread.slice(0, fit.effective).reduce((a, b) => a + b, 0);
    const heads = parameters.reduce((sum, p, i) => sum + contactsPerHead(fit.form, p[d], doses[i]), 0);
    return { reached: reached * fit.universe, effective: Math.max(0, 1 - below) * fit.universe, frequency: reached > 0 ? heads / reached : 0 };
  });
  const part = (key: 'reached' | 'effective' | 'frequency'): Estimate => estimate(all[0][key], all.slice(1).map((a) => a[key]));
  return { reached: part('reached'), effective: part('effective'), frequency: part('frequency') };
}

function readPoints(data: Table, form: Form, universe: number): Map<string, Point[]> | Reason {
  const { contacts, reached } = data.columns;
  const points = new Map<string, Point[]>();
  for (let row = 0; row < data.rows; row++) {
    const [c, r] = [Number(contacts[row]), Number(reached[row])];
    const times = data.columns.at_least === undefined ? 1 : Number(data.columns.at_least[row]);
    if (r > universe) return { code: 'above-universe', column: 'reached', row, value: String(r), sentence: `Row ${row + 1} reached ${r} of ${universe} people. Check the universe, and whether devices were counted.` };
    if (times < 1) return { code: 'not-a-count', column: 'at_least', row, value: String(times), sentence: `Row ${row + 1}: at least how many times is one or more.` };
    if (form === 'nbd' && r * times > c) return { code: 'above-contacts', column: 'reached', row, value: String(r), sentence: `Row ${row + 1}: ${c} contacts cannot reach ${r} people ${times} times.` };
    if (form === 'beta-binomial' && !Number.isInteger(c)) return { code: 'not-a-count', column: 'contacts', row, value: String(c), sentence: `Row ${row + 1}: insertions are whole numbers.` };
    const medium = String(data.columns.medium[row]);
    points.set(medium, [...(points.get(medium) ?? []), { dose: form === 'nbd' ? c / universe : c, share: r / universe, times }]);
  }
  return points;
}

/** Campaigns of 0.1 to 6 contacts per head; the true parameters stand in `truth_k` and `truth_ceiling`, which the fit does not read. */
function simulateReach(media: number, points: number, universe: number, error: number, random: Random): Table {
  const rows = media * points;
  const columns = { medium: new Array<string>(rows), contacts: new Float64Array(rows), reached: new Float64Array(rows), truth_k: new Float64Array(rows), truth_ceiling: new Float64Array(rows) };
  for (let m = 0; m < media; m++) {
    const r = random.fork(`medium ${m}`);
    const [k, ceiling] = [Math.exp(0.7 * r.normal()), 0.5 + 0.45 * r.next()];
    for (let i = 0; i < points; i++) {
      const row = m * points + i;
      const dose = 0.1 * 60 ** ((i + r.next()) / points);
      columns.medium[row] = `m${m + 1}`;
      columns.contacts[row] = Math.round(dose * universe);
      const share = reach('nbd', { first: k, second: ceiling }, dose) + error * r.normal();
      columns.reached[row] = Math.round(universe * Math.max(0, Math.min(dose, 1, share)));
      columns.truth_k[row] = k;
      columns.truth_ceiling[row] = ceiling;
    }
  }
  return { rows, columns };
}
