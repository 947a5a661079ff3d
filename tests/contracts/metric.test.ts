import { afterAll, beforeAll, describe } from 'vitest';
import type { EventStore } from '#platform/clickhouse/store.ts';
import { SOURCES, type Metric } from '../../metrics/contract.ts';
import { metrics } from '../../metrics/index.gen.ts';
import { readMetric } from '../../metrics/read.ts';
import { openTestStores, type TestStores } from '../stores/open.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, speaksEveryLanguage, type Faults, type Rule } from './contract.ts';
import { room } from './room.ts';

let stores: TestStores;
beforeAll(async () => { stores = await openTestStores(); });
afterAll(() => stores.stop());
const events = (): EventStore => stores.events;

/** An aggregate is one expression: it ends no statement, reads no rows but the source's, and takes no value but the period and its zone. */
function faultsOfAggregate(sql: string): Faults {
  const other = /;|--|\/\*|\b(INSERT|ALTER|DROP|SETTINGS|FORMAT|INTO)\b/i.exec(sql)?.[0];
  const tables = [...sql.matchAll(/\b(?:FROM|JOIN)\s+([\w.(]+)/gi)].map((match) => match[1]).filter((table) => table !== 'rows_of_source');
  const values = [...sql.matchAll(/\{(\w+):/g)].map((match) => String(match[1])).filter((name) => !['from', 'to', 'zone'].includes(name));
  return [...(other ? [`it holds "${other}"`] : []), ...tables.map((table) => `it reads ${table}`), ...values.map((name) => `it takes the value ${name}`)];
}

const example: Metric = {
  id: 'example', names: { en: 'Orders', 'zh-Hans': '订单', 'zh-Hant': '訂單' }, means: { en: 'Orders.', 'zh-Hans': '订单。', 'zh-Hant': '訂單。' },
  unit: 'count', better: 'up', empty: 'zero', source: 'orders', value: 'uniqExact(order_id)',
};

const runs: Rule<Metric> = {
  promise: 'is computed by the store, and an empty period is what it says: zero or unknown',
  faults: async (metric): Promise<Faults> => {
    try {
      const [point] = await readMetric(room(events()), metric, { from: '2026-01-01', to: '2026-01-31' });
      const wanted = metric.empty === 'zero' ? { known: true, value: 0 } : { known: false };
      return JSON.stringify(point?.value) === JSON.stringify(wanted) ? [] : [`an empty period gave ${JSON.stringify(point?.value)}`];
    } catch (error) {
      return [String(error)];
    }
  },
  broken: (metric) => ({ ...metric, value: 'sum(no_such_column)' }),
};

describe('the contract of metrics', () => {
  keepsItsContract<Metric>({
    kind: 'metric', members: metrics, idOf: (metric) => metric.id, example,
    rules: [
      isNamedAsItsFile((metric) => metric.id, (metric, id) => ({ ...metric, id })),
      speaksEveryLanguage(),
      hasDecided(),
      {
        promise: 'reads one of the sources that are there',
        faults: ({ source }) => (SOURCES.includes(source) ? [] : [`there is no source ${source}`]),
        broken: (metric) => ({ ...metric, source: JSON.parse('"nowhere"') }),
      },
      {
        promise: 'is one aggregate over the rows of its source, and takes nothing but the period',
        faults: ({ value, where }) => [value, where ?? ''].flatMap(faultsOfAggregate),
        broken: (metric) => ({ ...metric, value: 'count()) FROM orders; SELECT (1' }),
      },
      {
        promise: 'knows nothing of an empty period if it is an average or a share',
        faults: ({ unit, empty }) => (unit === 'share' && empty === 'zero' ? ['a share of nothing is unknown, not zero'] : []),
        broken: (metric) => ({ ...metric, unit: 'share', empty: 'zero' }),
      },
      runs,
    ],
  });
});
