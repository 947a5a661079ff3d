import { bgBb } from '../../customer-base/bg-bb.ts';
import { numbers } from '../../customer-base/checks.ts';
import { purchaseModel } from '../../customer-base/purchase-model.ts';
import type { PurchaseFit } from '../../customer-base/purchase-fit.ts';
import type { Model, Reason, Table } from '../contract.ts';
import { card } from './card.ts';

export const model: Model<PurchaseFit> = purchaseModel(card, bgBb, 'Follow the customers over more occasions.', tooFrequent);

/** At most one purchase an occasion. */
function tooFrequent(data: Table): Reason | null {
  const [x, tx] = [numbers(data, 'frequency'), numbers(data, 'recency')];
  const row = x.findIndex((v, i) => v > tx[i]);
  return row < 0 ? null : {
    code: 'more-than-occasions', column: 'frequency', row, value: String(x[row]),
    sentence: `Row ${row + 1}: taken part ${x[row]} times in ${tx[row]} occasions. Count each occasion once.`,
  };
}
