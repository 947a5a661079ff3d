import { minorUnits, currencyCode } from '../money.ts';
import { ok, type Step } from './contract.ts';

const ORDER_ID_MOST = 100;

export const commerce: Step = {
  id: 'commerce',
  does: 'Takes the order\'s number, and what a completed order brings, in minor units of its currency.',
  run(draft) {
    const { incoming, sender, row } = draft;
    const { order_id: order, revenue, total, currency } = incoming.properties;
    if (typeof order === 'string' || typeof order === 'number') row.order_id = String(order).slice(0, ORDER_ID_MOST);
    if (incoming.kind !== 'track' || incoming.name !== 'Order Completed') return ok(draft);
    const code = currencyCode(currency) ?? currencyCode(sender.currency);
    const amount = code === null ? null : (minorUnits(revenue, code) ?? minorUnits(total, code));
    if (amount !== null) {
      row.revenue = amount;
      row.currency = code ?? '';
    }
    return ok(draft);
  },
};
