/** Plain JSON. Rule i has the antecedent items antecedent[a[i]] .. antecedent[a[i + 1] - 1] and the consequents likewise; best rules first. */
export interface AssociationFit {
  items: string[];
  baskets: number;
  /** Baskets left out as too large. */
  leftOut: number;
  itemsets: { all: number; closed: number; maximal: number; bySize: number[] };
  rules: { count: number; a: number[]; antecedent: number[]; c: number[]; consequent: number[]; both: number[]; left: number[]; right: number[]; baskets: number };
}
