import { measures } from '../../baskets/rules.ts';
import { shareOf } from '../../text/share.ts';
import type { Model, Table } from '../contract.ts';
import type { AssociationFit } from './rules-fit.ts';

/** Rules that the summary shows; the table holds all. */
const SHOWN = 20;

const side = (got: AssociationFit, offsets: number[], list: number[], i: number): string => list.slice(offsets[i], offsets[i + 1]).map((k) => got.items[k]).join(' + ') || 'any basket';

export function summary(got: AssociationFit): ReturnType<Model<AssociationFit>['summary']> {
  return [
    { name: 'baskets', estimate: null, text: `${got.baskets}${got.leftOut > 0 ? `, and ${got.leftOut} left out as too large` : ''}` },
    { name: 'frequent sets', estimate: null, text: `${got.itemsets.all}, of them ${got.itemsets.closed} closed and ${got.itemsets.maximal} maximal` },
    { name: 'frequent sets of 1, 2, … items', estimate: null, text: got.itemsets.bySize.join(', ') },
    { name: 'rules', estimate: null, text: String(got.rules.count) },
    ...Array.from({ length: Math.min(SHOWN, got.rules.count) }, (_, i) => {
      const m = measures(got.rules, i);
      return {
        name: `${side(got, got.rules.a, got.rules.antecedent, i)} → ${side(got, got.rules.c, got.rules.consequent, i)}`,
        estimate: shareOf(got.rules.both[i], got.rules.left[i]),
        text: `confidence ${m.confidence.toFixed(3)}, lift ${m.lift.toFixed(2)}, ${got.rules.both[i]} baskets`,
      };
    }),
  ];
}

/** Every rule, best first. Supports, confidence and its 90 % interval are shares; the lift and the leverage as in Brin et al. 1997. */
export function table(got: AssociationFit): Table {
  const { count, a, antecedent, c, consequent, both, left } = got.rules;
  const of = <T>(read: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => read(i));
  const column = (read: (i: number) => number): Float64Array => Float64Array.from(of(read));
  return {
    rows: count,
    columns: {
      antecedent: of((i) => side(got, a, antecedent, i)), consequent: of((i) => side(got, c, consequent, i)), baskets: column((i) => both[i]),
      support: column((i) => measures(got.rules, i).support), confidence: column((i) => measures(got.rules, i).confidence),
      confidence_low: column((i) => shareOf(both[i], left[i]).low), confidence_high: column((i) => shareOf(both[i], left[i]).high),
      lift: column((i) => measures(got.rules, i).lift), leverage: column((i) => measures(got.rules, i).leverage),
    },
  };
}
