import { bgBb } from '../../customer-base/bg-bb.ts';
import { numbers } from '../../customer-base/checks.ts';
import { purchaseModel } from '../../customer-base/purchase-model.ts';
import type { PurchaseFit } from '../../customer-base/purchase-fit.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { card } from './card.ts';

export const model: Model<PurchaseFit> = purchaseModel(card, bgBb, 'Follow the customers over more occasions.', wrongOccasions);

/** The likelihood is a sum over occasions; more than this are no occasions but days or seconds. */
const MOST_OCCASIONS = 10_000;

/** At most one purchase an occasion. */
function wrongOccasions(data: Table): Reason | null {
  const [x, tx, age] = [numbers(data, 'frequency'), numbers(data, 'recency'), numbers(data, 'age')];
  const long = age.findIndex((v) => v > MOST_OCCASIONS);
  if (long >= 0) {
    return { code: 'too-many-occasions', column: 'age', row: long, value: String(age[long]), sentence: `Row ${long + 1}: ${age[long]} occasions; at most ${MOST_OCCASIONS} can be computed with. Count occasions, not days or seconds.` };
  }
  const row = x.findIndex((v, i) => v > tx[i]);
  return row < 0 ? null : {
    code: 'more-than-occasions', column: 'frequency', row, value: String(x[row]),
    sentence: `Row ${row + 1}: taken part ${x[row]} times in ${tx[row]} occasions. Count each occasion once.`,
  };
}
