import { z } from 'zod';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { audit } from '#platform/workspace/audit.ts';
import { CurrencyCode } from '#vocabulary/currency.ts';
import { readCurrencies } from './left-out.ts';

const Month = z.string().regex(/^(?:19[7-9]\d|20\d\d)-(?:0[1-9]|1[0-2])$/);
/** The month that stands for "from the beginning". */
const BEGINNING = '1970-01';
const Which = z.object({ currency: CurrencyCode, since: Month });
const Rate = z.object({ currency: z.string(), since: Month, rate: z.number() });
const InUse = z.object({ currency: z.string(), orders: z.number().int(), leftOut: z.number().int(), first: Month, last: Month });
const Done = z.object({ done: z.literal(true) });
const done = { done: true } as const;

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/currencies', operation: 'listCurrencies', area: 'workspace', access: 'viewer',
    summary: `The currency that sums are in, the others that orders came in, and what a unit of each is worth. A rate holds from its month until the next of the same currency; ${BEGINNING} is from the beginning. Orders without a rate are in no sum of money.`,
    shapes: { response: z.object({ currency: z.string(), inUse: z.array(InUse), rates: z.array(Rate) }) },
    handle: async (call) => ({ currency: call.workspace.currency, inUse: await readCurrencies(call), rates: [...call.workspace.rates] }),
  }),
  route({
    method: 'PUT', path: '/currencies/:currency/rates/:since', operation: 'setRate', area: 'workspace', access: 'owner',
    summary: 'Says what one unit of a currency is worth in the company\'s own, from a month (YYYY-MM) on. All sums follow at once, of the past too.',
    shapes: { params: Which, body: z.object({ rate: z.number().positive().max(1e9) }), response: Done },
    handle: async (call) => {
      const { params: { currency, since }, body: { rate }, workspace, actor, db } = call;
      if (currency === workspace.currency) throw new Fault('currencies.own', { currency });
      const row = { rate, actor: actor.name, updated_at: call.tools.clock.now() };
      await db.insertInto('currency_rate').values({ workspace: workspace.id, base: workspace.currency, currency, since: `${since}-01`, ...row })
        .onConflict((conflict) => conflict.columns(['workspace', 'base', 'currency', 'since']).doUpdateSet(row)).execute();
      await audit(call, actor, 'rate.set', `${currency} ${since}`, { rate, base: workspace.currency });
      return done;
    },
  }),
  route({
    method: 'DELETE', path: '/currencies/:currency/rates/:since', operation: 'removeRate', area: 'workspace', access: 'owner',
    summary: 'Takes a rate away; what it alone counted is left out of sums again.',
    shapes: { params: Which, response: Done },
    handle: async (call) => {
      const { params: { currency, since }, workspace } = call;
      const gone = await call.db.deleteFrom('currency_rate').where('base', '=', workspace.currency).where('currency', '=', currency).where('since', '=', `${since}-01`).executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw new Fault('access.not-found', { what: 'rate', id: `${currency} ${since}` });
      await audit(call, call.actor, 'rate.removed', `${currency} ${since}`, { base: workspace.currency });
      return done;
    },
  }),
];
