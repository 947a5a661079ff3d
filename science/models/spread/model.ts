import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Estimate, Model, Table } from '../contract.ts';
import type { Random } from '../../math/random.ts';
import { quantileSorted } from '../../math/summary.ts';
import { drawGeneration, extinction, finalSize, type Offspring } from './branching.ts';
import { card } from './card.ts';
import { fitOffspring, type Histogram } from './offspring.ts';
import { readTree } from './tree.ts';

export interface Fit {
  /** Mean number of further participants each one brings. */
  k: Estimate;
  evenness: number;
  draws: Offspring[];
  /** Participants old enough to count, and participants of each generation (seeds first). */
  counted: number;
  generations: number[];
  /** Invitations per participant and joiners per invitation, where invitations are known: K is their product. */
  invitations: { perParticipant: number; joined: number } | null;
  /** Chance that one seed's line dies out, and what one seed leads to in the end (null where K may be 1 or more). */
  extinction: Estimate;
  finalSize: Estimate | null;
  /** Share of all joiners that the most active fifth of the counted participants brought; null where nobody brought anybody. */
  topFifth: number | null;
}

function estimate(value: number, draws: number[], level: number): Estimate {
  const sorted = Float64Array.from(draws).sort();
  const [low, high] = [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)];
  return { value: Math.min(high, Math.max(low, value)), low, high, level };
}

export const model: Model<Fit> = {
  card,

  fit(data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const wrong = needColumns(data, card) ?? needRows(data, 20);
    if (wrong) return declined(wrong);
    const tree = readTree(data);
    if ('code' in tree) return declined(tree);
    const time = data.columns.time as Float64Array | undefined;
    const [window, level] = [settings.number('window'), settings.number('level')];
    if (window > 0 && time === undefined) return declined({ code: 'column-missing', column: 'time', sentence: 'A window needs the times of joining.' });
    const now = settings.has('now') ? settings.number('now') : time ? time.reduce((a, b) => Math.max(a, b), -Infinity) : 0;
    const old = Array.from(tree.brought, (_, row) => row).filter((row) => window === 0 || time === undefined || time[row] <= now - window);
    if (old.length < 20) return declined({ code: 'too-few-rows', column: 'time', value: String(old.length), sentence: `Only ${old.length} participants joined ${window} days ago or earlier; at least 20 are needed. Wait, or shorten the window.` });
    const counts: Histogram = new Map();
    for (const row of old) counts.set(tree.brought[row], (counts.get(tree.brought[row]) ?? 0) + 1);
    const { best, low, high, draws } = fitOffspring(counts, level, tools.random.fork('offspring'));
    const sorted = old.map((row) => tree.brought[row]).sort((a, b) => b - a);
    const all = sorted.reduce((a, b) => a + b, 0);
    const sent = data.columns.invitations as Float64Array | undefined;
    const invitations = sent ? old.reduce((sum, row) => sum + sent[row], 0) : 0;
    return {
      status: 'fitted',
      value: {
        k: { value: best.k, low, high, level }, evenness: best.evenness, draws, counted: old.length, generations: tree.generations,
        invitations: invitations > 0 ? { perParticipant: invitations / old.length, joined: all / invitations } : null,
        extinction: estimate(extinction(best), draws.map(extinction), level),
        finalSize: high < 1 ? { value: finalSize(best) ?? 1, low: finalSize({ ...best, k: low }) ?? 1, high: finalSize({ ...best, k: high }) ?? 1, level } : null,
        topFifth: all > 0 ? sorted.slice(0, Math.ceil(sorted.length / 5)).reduce((a, b) => a + b, 0) / all : null,
      },
    };
  },

  /** One row a generation for each row of the plan: participants joining in it, and all so far (seeds included). */
  predict(fit, data, options, tools) {
    const wrong = needColumns(data, { columns: card.predictColumns ?? [] }) ?? needRows(data, 1);
    if (wrong) return declined(wrong);
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const most = 1e12;
    const rows: { plan: number; generation: number; joined: Estimate; total: Estimate }[] = [];
    for (let plan = 0; plan < data.rows; plan++) {
      const [seeds, generations] = [Number(data.columns.seeds[plan]), Number(data.columns.generations[plan])];
      const random = tools.random.fork(`plan ${plan}`);
      let state = fit.draws.flatMap((o) => Array.from({ length: 5 }, () => ({ o, members: seeds, total: seeds })));
      for (let generation = 1; generation <= generations; generation++) {
        state = state.map(({ o, members, total }) => { const next = drawGeneration(members, o, random); return { o, members: next, total: total + next }; });
        if (state.some((s) => s.total > most)) return declined({ code: 'too-far', column: 'generations', row: plan, value: String(generations), sentence: `By round ${generation} the forecast passes the number of people on earth many times over: the spread ends where the audience does. Ask for fewer rounds.` });
        const [joined, total] = [state.map((s) => s.members), state.map((s) => s.total)];
        const mean = (v: number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
        rows.push({ plan: plan + 1, generation, joined: estimate(mean(joined), joined, settings.number('level')), total: estimate(mean(total), total, settings.number('level')) });
      }
    }
    const columns: Table['columns'] = { plan: Float64Array.from(rows, (r) => r.plan), generation: Float64Array.from(rows, (r) => r.generation) };
    for (const part of ['joined', 'total'] as const) {
      columns[part] = Float64Array.from(rows, (r) => r[part].value);
      columns[`${part}_low`] = Float64Array.from(rows, (r) => r[part].low);
      columns[`${part}_high`] = Float64Array.from(rows, (r) => r[part].high);
    }
    return { status: 'fitted', value: { rows: rows.length, columns } };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    return simulateSpread(settings.number('seeds'), { k: settings.number('k'), evenness: settings.number('evenness') }, settings.number('limit'), tools.random);
  },

  summary(fit) {
    const carries = fit.k.low > 1 ? 'The campaign carries itself.' : fit.k.high < 1 ? 'The campaign does not carry itself: each round is smaller than the one before.' : 'Whether the campaign carries itself is not known yet: the interval holds 1.';
    return [
      { name: 'K factor', estimate: fit.k, text: carries },
      { name: 'chance that one seed\'s line ends', estimate: fit.extinction },
      { name: 'participants in the end per seed', estimate: fit.finalSize, ...(fit.finalSize ? {} : { text: 'Not bounded: K may be 1 or more.' }) },
      { name: 'generations', estimate: null, text: fit.generations.join(', ') },
    ];
  },
};

function simulateSpread(seeds: number, o: Offspring, limit: number, random: Random): Table {
  const [participant, inviter, time]: [string[], string[], number[]] = [[], [], []];
  for (let i = 0; i < seeds; i++) { participant.push(`p${i}`); inviter.push(''); time.push(19000 + 10 * random.next()); }
  for (let i = 0; i < participant.length && participant.length < limit; i++) {
    const children = drawGeneration(1, o, random);
    for (let c = 0; c < children && participant.length < limit; c++) { inviter.push(participant[i]); participant.push(`p${participant.length}`); time.push(time[i] - 3 * Math.log(1 - random.next())); }
  }
  return { rows: participant.length, columns: { participant, inviter, time: Float64Array.from(time) } };
}
