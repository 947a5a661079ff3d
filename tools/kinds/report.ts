import { undecidedWords, type Kind } from './kind.ts';

const declaration = (id: string): string => `import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import type { Report } from '../contract.ts';

export const report: Report = {
  id: '${id}',
  question: ${undecidedWords('the question it answers, in a marketer\'s words')},
  stage: 'measure',
  inputs: Period,
  row: z.object({ day: z.string(), orders: z.number() }),
  columns: [
    { name: 'day', kind: 'day', label: { en: 'Day', 'zh-Hans': '日期', 'zh-Hant': '日期' } },
    { name: 'orders', kind: 'count', label: { en: 'Orders', 'zh-Hans': '订单', 'zh-Hant': '訂單' } },
  ],
  picture: { kind: 'line', x: 'day', y: ['orders'] },
  empty: ${undecidedWords('what belongs here, and the first step')},
};
`;

const query = `-- Orders a day, so that a new report shows something; replace it with the statement that answers the question.
SELECT
    toString(toDate(time, {zone:String})) AS day,
    toUInt32(uniqExactIf(order_id, kind = 'sale')) AS orders
FROM order_lines FINAL
WHERE kind IN ('sale', 'return') AND toDate(time, {zone:String}) BETWEEN {from:Date} AND {to:Date}
GROUP BY day
ORDER BY day
`;

export const kind: Kind = {
  id: 'report',
  is: 'a question with its query, its columns and its picture',
  folder: 'loop/measure/reports',
  shape: 'folder',
  proof: { files: ['report.ts', 'query.sql'] },
  besides: [],
  registries: [
    { file: 'cards.gen.ts', list: 'reportCards', entry: 'Report', types: ['Report'], parts: { self: { file: 'report.ts', exported: 'report' } }, ids: 'ReportId' },
    {
      file: 'index.gen.ts', list: 'reports', entry: '{ report: Report; sql: string }', types: ['Report'],
      parts: { report: { file: 'report.ts', exported: 'report' }, sql: { file: 'query.sql', exported: 'default' } },
    },
  ],
  scaffold: (id) => ({ [`${id}/report.ts`]: declaration(id), [`${id}/query.sql`]: query }),
  next: [
    'Write the question and what an empty page says.',
    'Write query.sql; its columns are those of `row`, its parameters those of `inputs` and {zone:String}.',
    'Name the columns in three languages and choose the picture.',
  ],
};
