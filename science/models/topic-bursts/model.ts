import { drawBinomial } from '../../math/distributions.ts';
import { shareOf } from '../../text/share.ts';
import { declined, needColumns, needRows, readSettings } from '../checks.ts';
import type { Estimate, Model, Options, Outcome, Table, Tools } from '../contract.ts';
import { bursts } from './automaton.ts';
import { card } from './card.ts';
import { gridOf } from './grid.ts';

/** One burst: its first and last period, its weight, its share of texts and how many times the usual share that is. */
export interface TopicBurst { term: string; start: number; end: number; periods: number; weight: number; share: Estimate; usual: number }
/** Plain JSON; bursts by falling weight. */
export interface TopicBurstsFit { periods: number; terms: number; bursts: TopicBurst[] }

const LEAST_PERIODS = 5;

function fit(data: Table, options: Options): Outcome<TopicBurstsFit> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const why = needColumns(data, card) ?? needRows(data, 1);
  if (why) return declined(why);
  const grid = gridOf(data);
  if ('code' in grid) return declined(grid);
  const { periods, totals, terms } = grid;
  if (periods.length < LEAST_PERIODS) {
    return declined({ code: 'too-few-periods', column: 'period', value: String(periods.length), sentence: `${periods.length} periods hold texts; at least ${LEAST_PERIODS} are needed. Take shorter periods or a longer time.` });
  }
  const all = totals.reduce((sum, n) => sum + n, 0);
  const looked = [...terms].flatMap(([term, counts]) => {
    const hits = counts.reduce((sum, n) => sum + n, 0);
    return hits >= read.settings.number('least') ? [{ term, counts, usual: hits / all }] : [];
  });
  if (looked.length === 0) return declined({ code: 'too-few-texts', column: 'count', sentence: `No term stands in ${read.settings.number('least')} texts. Gather more, or lower the bound.` });
  const found = looked.flatMap(({ term, counts, usual }) => bursts(counts, totals, read.settings.number('scaling'), read.settings.number('gamma')).map((burst): TopicBurst => ({
    term, start: periods[burst.first], end: periods[burst.last], periods: burst.last - burst.first + 1, weight: burst.weight, share: shareOf(burst.count, burst.total), usual,
  })));
  return { status: 'fitted', value: { periods: periods.length, terms: looked.length, bursts: found.toSorted((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1)) } };
}

function predict(fitted: TopicBurstsFit, data: Table): Outcome<Table> {
  const why = needColumns(data, { columns: card.predictColumns ?? [] }) ?? needRows(data, 1);
  if (why) return declined(why);
  const { term, period } = data.columns;
  const found = Array.from({ length: data.rows }, (_, row) => fitted.bursts.find((burst) => burst.term === term[row] && burst.start <= Number(period[row]) && Number(period[row]) <= burst.end));
  return {
    status: 'fitted',
    value: {
      rows: data.rows,
      columns: { term: Array.from(term, String), period: Float64Array.from(period, Number), burst: Float64Array.from(found, (burst) => (burst ? 1 : 0)), weight: Float64Array.from(found, (burst) => burst?.weight ?? 0) },
    },
  };
}

/** One term with a burst, 新品, and one without, 客服. */
function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const [periods, start] = [settings.number('periods'), settings.number('start')];
  const share = (term: string, at: number): number =>
    Math.min(1, settings.number('rate') * (term === '新品' && at >= start && at < start + settings.number('length') ? settings.number('lift') : 1));
  const rows = ['新品', '客服'].flatMap((term) => Array.from({ length: periods }, (_, period) => ({ term, period, count: drawBinomial(tools.random, settings.number('total'), share(term, period)) })));
  return {
    rows: rows.length,
    columns: {
      term: rows.map((row) => row.term), period: Float64Array.from(rows, (row) => row.period),
      count: Float64Array.from(rows, (row) => row.count), total: new Float64Array(rows.length).fill(settings.number('total')),
    },
  };
}

/** When terms burst: intervals of periods with weight and share. */
export const model: Model<TopicBurstsFit> = {
  card,
  fit,
  predict,
  simulate,
  summary: (fitted) => [
    { name: 'terms looked at', estimate: null, text: String(fitted.terms) },
    { name: 'periods', estimate: null, text: String(fitted.periods) },
    ...fitted.bursts.map(({ term, start, end, weight, share, usual }) => ({ name: `${term}, ${start} to ${end}`, estimate: share, text: `weight ${weight.toFixed(1)}, ${(share.value / usual).toFixed(1)} times the usual share` })),
  ],
};
