import { isTerm } from '../../text/function-words.ts';
import { joinPhrases } from '../../text/phrases.ts';
import { dictionaryOf, wordsOf } from '../../text/words.ts';
import type { Table } from '../contract.ts';

/**
 * Texts with their times (days) → the table of term, period, count and total that the model reads. Periods are `days` long and
 * begin at multiples of it; a term counts once a text; terms in fewer than `least` texts are left out.
 */
export function termCounts(texts: readonly string[], times: ArrayLike<number>, days: number, ownTerms: readonly string[] = [], least = 5): Table {
  const dictionary = dictionaryOf(ownTerms);
  const own = new Set([...dictionary.values()].flat());
  const totals = new Map<number, number>();
  const counts = new Map<string, Map<number, number>>();
  joinPhrases(texts.map((text) => wordsOf(text, dictionary))).forEach((words, row) => {
    const period = Math.floor(times[row] / days) * days;
    totals.set(period, (totals.get(period) ?? 0) + 1);
    for (const word of new Set(words.map((each) => each.word))) {
      if (!own.has(word) && !isTerm(word)) continue;
      const byPeriod = counts.get(word) ?? new Map<number, number>();
      counts.set(word, byPeriod.set(period, (byPeriod.get(period) ?? 0) + 1));
    }
  });
  const rows = [...counts].filter(([, byPeriod]) => [...byPeriod.values()].reduce((sum, n) => sum + n, 0) >= least)
    .flatMap(([term, byPeriod]) => [...totals].map(([period, total]) => ({ term, period, total, count: byPeriod.get(period) ?? 0 })));
  return {
    rows: rows.length,
    columns: { term: rows.map((row) => row.term), period: Float64Array.from(rows, (row) => row.period), count: Float64Array.from(rows, (row) => row.count), total: Float64Array.from(rows, (row) => row.total) },
  };
}
