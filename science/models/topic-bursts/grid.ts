import type { Reason, Table } from '../contract.ts';

/** Counts of each term by period, gaps filled with zero; periods ascending, those without texts left out. */
export interface Grid { periods: number[]; totals: number[]; terms: Map<string, Float64Array> }

/** The columns were checked before; rows that contradict each other are the reason for a refusal. */
export function gridOf(data: Table): Grid | Reason {
  const { term, period, count, total } = data.columns;
  if (!Array.isArray(term) || Array.isArray(period) || Array.isArray(count) || Array.isArray(total)) throw new TypeError('The columns were not checked.');
  const totals = new Map<number, number>();
  for (let row = 0; row < data.rows; row++) {
    const known = totals.get(period[row]);
    if (known !== undefined && known !== total[row]) return { code: 'two-totals', column: 'total', row, value: String(total[row]), sentence: `Row ${row + 1} gives the period ${period[row]} ${total[row]} texts, an earlier row ${known}. Give one total to each period.` };
    if (count[row] > total[row]) return { code: 'more-than-all', column: 'count', row, value: String(count[row]), sentence: `Row ${row + 1} counts ${count[row]} texts with the term of ${total[row]} in all. Correct one of them.` };
    totals.set(period[row], total[row]);
  }
  const periods = [...totals].filter(([, all]) => all > 0).map(([when]) => when).sort((a, b) => a - b);
  const place = new Map(periods.map((when, at) => [when, at]));
  const terms = new Map<string, Float64Array>();
  const seen = new Set<string>();
  for (let row = 0; row < data.rows; row++) {
    const key = `${period[row]}\u0001${term[row]}`;
    if (seen.has(key)) return { code: 'twice', column: 'term', row, value: term[row], sentence: `Row ${row + 1} gives "${term[row]}" in the period ${period[row]} a second time. Add the rows up.` };
    seen.add(key);
    const counts = terms.get(term[row]) ?? new Float64Array(periods.length);
    terms.set(term[row], counts);
    const at = place.get(period[row]);
    if (at !== undefined) counts[at] = count[row];
  }
  return { periods, totals: periods.map((when) => totals.get(when) ?? 0), terms };
}
