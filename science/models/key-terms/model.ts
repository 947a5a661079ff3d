import { dictionaryOf, wordsOf } from '../../text/words.ts';
import { declined, needColumns, needRows, readSettings, type Settings } from '../checks.ts';
import type { Estimate, Model, Options, Outcome, Reason, Table, Tools } from '../contract.ts';
import { card } from './card.ts';
import { chanceOf, logLikelihood, ratio } from './contrast.ts';
import { holds, termsOf, type Termed } from './terms.ts';

/** One term of one group. `times` (how many times more often than elsewhere) and `chance` are there where groups were compared. */
export interface KeyTerm { group: string; term: string; written: string; texts: number; elsewhere: number; score: number; times?: Estimate; chance?: number }
/** Plain JSON. `looked` is how many terms stood in enough texts; `texts` counts those with words, by group. */
export interface KeyTermsFit { measure: 'log-likelihood' | 'tf-idf'; looked: number; texts: Record<string, number>; ownTerms: string[]; terms: KeyTerm[] }

const LEAST_TEXTS = 10;
const LEAST_GROUP = 5;

const column = (data: Table, name: string): string[] => {
  const values = data.columns[name];
  return Array.isArray(values) ? values : [];
};

function fit(data: Table, options: Options): Outcome<KeyTermsFit> {
  const read = readSettings(card.options, options);
  if (read.why) return declined(read.why);
  const settings = read.settings;
  const why = needColumns(data, card) ?? needRows(data, LEAST_TEXTS);
  if (why) return declined(why);
  const ownTerms = settings.texts('own_terms');
  const termed = termsOf(column(data, 'text'), ownTerms, settings.texts('left_out'));
  const given = data.columns.group === undefined ? null : column(data, 'group');
  const groups = new Map<string, number[]>();
  termed.texts.forEach((terms, row) => {
    if (terms.size === 0) return;
    const group = given?.[row] ?? '';
    groups.set(group, [...groups.get(group) ?? [], row]);
  });
  const wrong = wrongGroups(groups, settings.text('background'));
  if (wrong) return declined(wrong);
  const texts = Object.fromEntries([...groups].map(([group, rows]) => [group, rows.length] as const).toSorted((a, b) => (a[0] < b[0] ? -1 : 1)));
  const counts = new Map(Object.keys(texts).map((group) => [group, textsWith(termed, groups.get(group) ?? [])]));
  const all = textsWith(termed, [...groups.values()].flat());
  const candidates = [...all].filter(([, n]) => n >= settings.number('least')).map(([term]) => term).toSorted();
  const base = { looked: candidates.length, texts, ownTerms };
  if (groups.size === 1) return { status: 'fitted', value: { measure: 'tf-idf', ...base, terms: described(termed, all, candidates, Object.keys(texts)[0], settings) } };
  return { status: 'fitted', value: { measure: 'log-likelihood', ...base, terms: compared(termed, counts, all, candidates, texts, settings) } };
}

function wrongGroups(groups: ReadonlyMap<string, number[]>, background: string): Reason | null {
  const all = [...groups.values()].reduce((sum, rows) => sum + rows.length, 0);
  if (all < LEAST_TEXTS) return { code: 'too-few-texts', column: 'text', value: String(all), sentence: `${all} texts hold words; at least ${LEAST_TEXTS} are needed. Gather more and try again.` };
  if (background !== '' && (!groups.has(background) || groups.size === 1)) {
    return { code: 'background-missing', column: 'group', value: background, sentence: `The background "${background}" must be one of at least two groups that hold texts.` };
  }
  const small = groups.size === 1 ? undefined : [...groups].find(([, rows]) => rows.length < LEAST_GROUP);
  return small ? { code: 'group-too-small', column: 'group', value: small[0], sentence: `The group "${small[0]}" has ${small[1].length} texts with words; at least ${LEAST_GROUP} are needed. Leave it out or merge it with another.` } : null;
}

function textsWith({ texts }: Termed, rows: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const term of texts[row].keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Σ over texts of (1 + ln tf)·ln(N/df): Salton & Buckley 1988 with logarithmic frequencies. */
function described(termed: Termed, all: ReadonlyMap<string, number>, candidates: readonly string[], group: string, settings: Settings): KeyTerm[] {
  const scores = new Map<string, number>(candidates.map((term) => [term, 0]));
  const texts = termed.texts.filter((terms) => terms.size > 0);
  for (const terms of texts) {
    for (const [term, times] of terms) {
      const score = scores.get(term);
      if (score !== undefined) scores.set(term, score + (1 + Math.log(times)) * Math.log(texts.length / (all.get(term) ?? 1)));
    }
  }
  return [...scores].filter(([, score]) => score > 0).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, settings.number('most'))
    .map(([term, score]) => ({ group, term, written: termed.written.get(term) ?? term, texts: all.get(term) ?? 0, elsewhere: 0, score }));
}

function compared(termed: Termed, counts: ReadonlyMap<string, ReadonlyMap<string, number>>, all: ReadonlyMap<string, number>, candidates: readonly string[], texts: Record<string, number>, settings: Settings): KeyTerm[] {
  const background = settings.text('background');
  const total = Object.values(texts).reduce((sum, n) => sum + n, 0);
  const groups = Object.keys(texts).filter((group) => group !== background);
  // Bonferroni: with thousands of terms some differ by chance alone.
  const bound = settings.number('error') / Math.max(1, candidates.length * groups.length);
  return groups.flatMap((group) => candidates.flatMap((term): KeyTerm[] => {
    const here = counts.get(group)?.get(term) ?? 0;
    const n = texts[group];
    const [there, m] = background === '' ? [(all.get(term) ?? 0) - here, total - n] : [counts.get(background)?.get(term) ?? 0, texts[background]];
    const score = logLikelihood(here, n, there, m);
    const chance = chanceOf(score);
    if (here / n <= there / m || chance > bound) return [];
    return [{ group, term, written: termed.written.get(term) ?? term, texts: here, elsewhere: there, score, times: ratio(here, n, there, m), chance }];
  }).toSorted((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1)).slice(0, settings.number('most')));
}

function predict(fitted: KeyTermsFit, data: Table): Outcome<Table> {
  const why = needColumns(data, { columns: card.predictColumns ?? [] }) ?? needRows(data, 1);
  if (why) return declined(why);
  const dictionary = dictionaryOf(fitted.ownTerms);
  const distinct = [...new Map(fitted.terms.map(({ term, written }) => [term, written]))];
  const found = column(data, 'text').map((text) => {
    const words = wordsOf(text, dictionary);
    return distinct.filter(([term]) => holds(words, term)).map(([, written]) => written);
  });
  return { status: 'fitted', value: { rows: data.rows, columns: { terms: found.map((list) => list.join(', ')), found: Float64Array.from(found, (list) => list.length) } } };
}

const FILL = ['颜色', '味道', '尺码', '包装', '价格', '客服', '质量', '店员', '款式', '面料'];

function simulate(given: Options, tools: Tools): Table {
  const { settings, why } = readSettings(card.simulation, given);
  if (why) throw new RangeError(why.sentence);
  const rows = settings.number('rows');
  const text: string[] = [];
  const group: string[] = [];
  for (let row = 0; row < 2 * rows; row++) {
    const app = row < rows;
    const words = FILL.filter(() => tools.random.next() < 0.3);
    if (tools.random.next() < Math.min(1, settings.number('share') * (app ? settings.number('lift') : 1))) words.push('物流');
    text.push(words.length > 0 ? words.join('，') : '东西');
    group.push(app ? 'app' : 'store');
  }
  return { rows: 2 * rows, columns: { text, group } };
}

/** Terms that set groups of texts apart (log-likelihood), or that mark the texts of one group (TF-IDF). */
export const model: Model<KeyTermsFit> = {
  card,
  fit,
  predict,
  simulate,
  summary: ({ measure, looked, texts, terms }) => [
    { name: 'measure', estimate: null, text: measure },
    { name: 'texts with words', estimate: null, text: Object.entries(texts).map(([group, n]) => (group === '' ? String(n) : `${group}: ${n}`)).join(', ') },
    { name: 'terms looked at', estimate: null, text: String(looked) },
    ...terms.map(({ group, written, score, times, texts: n }) => ({ name: group === '' ? written : `${group}: ${written}`, estimate: times ?? null, text: `${n} texts, ${measure} ${score.toFixed(1)}` })),
  ],
};
