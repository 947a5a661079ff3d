/** Fits and predictions in a thread of their own: what they cost delays nobody else. */
import { serveOrders } from '#platform/workers/serve.ts';
import { seeded } from '#science/math/random.ts';
import type { Outcome } from '#science/models/contract.ts';
import { models } from '#science/models/index.gen.ts';
import type { ScienceOrder } from './order.ts';

serveOrders<ScienceOrder, Outcome<unknown>>((order, progress) => {
  const model = models.find(({ card }) => card.id === order.model);
  if (!model) throw new Error(`There is no model "${order.model}".`);
  const tools = { random: seeded(order.seed), progress };
  return order.step === 'fit' ? model.fit(order.table, order.options, tools) : model.predict(order.fit, order.table, order.options, tools);
});
