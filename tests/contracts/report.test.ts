import { afterAll, beforeAll, describe } from 'vitest';
import { z } from 'zod';
import { Period } from '#vocabulary/period.ts';
import { reports } from '../../loop/measure/reports/index.gen.ts';
import { runReport, type ReportMember } from '../../loop/measure/reports/run.ts';
import { totalStaleMonths } from '../../loop/measure/sales/totals.ts';
import { openTestStores, type TestStores } from '../stores/open.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, speaksEveryLanguage, type Faults, type Rule } from './contract.ts';
import { room } from './room.ts';
import { people, trade } from './trade.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await openTestStores();
  await stores.events.insert('order_lines', trade(1));
  await stores.events.insert('persons', people(1));
  await totalStaleMonths(stores.events, 1);
});
afterAll(() => stores.stop());

const PERIOD = { from: '2026-01-01', to: '2026-06-30' };
const example: ReportMember = {
  report: {
    id: 'example', stage: 'measure', inputs: Period,
    question: { en: 'What sold?', 'zh-Hans': '卖了什么?', 'zh-Hant': '賣了什麼?' },
    row: z.object({ sku: z.string(), lines: z.number() }),
    columns: [
      { name: 'sku', kind: 'text', label: { en: 'Article', 'zh-Hans': '商品', 'zh-Hant': '商品' } },
      { name: 'lines', kind: 'count', label: { en: 'Lines', 'zh-Hans': '行数', 'zh-Hant': '列數' } },
    ],
    picture: { kind: 'ranked', label: 'sku', value: 'lines' },
    empty: { en: 'Nothing yet.', 'zh-Hans': '暂无。', 'zh-Hant': '尚無。' },
  },
  sql: 'SELECT sku, toUInt32(count()) AS lines FROM order_lines FINAL WHERE toDate(time, {zone:String}) BETWEEN {from:Date} AND {to:Date} GROUP BY sku',
};

const declarationOf = ({ report }: ReportMember): object => report;
const change = (member: ReportMember, more: object): ReportMember => ({ ...member, report: { ...member.report, question: { ...member.report.question, ...more } } });
const withSql = (sql: string) => (member: ReportMember): ReportMember => ({ ...member, sql });

const keysOf = (schema: z.ZodType): string[] => Object.keys(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }).properties ?? {});
const namesInPicture = ({ report }: ReportMember): string[] =>
  Object.entries(report.picture).flatMap(([key, value]) => (key === 'kind' ? [] : Array.isArray(value) ? value.map(String) : [String(value)]));
/** What it reads through readConverted asks for the period too. */
const askedBy = (sql: string): string[] => [...parametersOf(sql), ...(sql.includes('converted_products') ? ['from', 'to'] : [])];
const parametersOf = (sql: string): string[] => [...new Set([...sql.matchAll(/\{(\w+):[^}]+\}/g)].map((match) => String(match[1])))];
const outside = (names: readonly string[], allowed: readonly string[], what: string): Faults =>
  names.filter((name) => !allowed.includes(name)).map((name) => `${what} ${name}`);

const shape: readonly Rule<ReportMember>[] = [
  {
    promise: 'shows columns that its rows have, each once',
    faults: ({ report }) => {
      const names = report.columns.map(({ name }) => name);
      return [...outside(names, keysOf(report.row), 'no row has the column'), ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `twice: ${name}`)];
    },
    broken: (member) => ({ ...member, report: { ...member.report, columns: [...member.report.columns, ...member.report.columns] } }),
  },
  {
    promise: 'draws what its rows have, and gives every code its words',
    faults: (member) => [
      ...outside(namesInPicture(member), keysOf(member.report.row), 'no row has what is drawn:'),
      ...member.report.columns.filter(({ kind, labels }) => kind === 'code' && Object.keys(labels ?? {}).length === 0).map(({ name }) => `codes without words: ${name}`),
    ],
    broken: (member) => ({ ...member, report: { ...member.report, picture: { kind: 'ranked', label: 'nothing', value: 'lines' } } }),
  },
  {
    promise: 'asks with parameters: exactly its inputs, the zone, and nothing pasted in',
    faults: ({ report, sql }) => {
      const [asked, given] = [askedBy(sql), keysOf(report.inputs)];
      return [...outside(asked, [...given, 'zone', 'workspace'], 'no input is called'), ...outside(given, asked, 'the query does not ask for the input'), ...(/\$\{/.test(sql) ? ['a value is pasted into the SQL'] : [])];
    },
    broken: withSql('SELECT sku, toUInt32(count()) AS lines FROM order_lines GROUP BY sku'),
  },
  {
    promise: 'is one statement that only reads, and begins with the reason or meaning of its figures',
    faults: ({ sql }) => {
      const plain = sql.replace(/--.*$/gm, '').replace(/'(\\'|[^'])*'/g, "''").trim();
      const found = /;(?=.)|\b(INSERT|ALTER|DROP|CREATE|TRUNCATE|DELETE|SETTINGS|FORMAT|INTO OUTFILE|SYSTEM)\b/i.exec(plain)?.[0];
      return [...(/^(SELECT|WITH)\b/i.test(plain) ? [] : ['it does not begin with SELECT or WITH']), ...(found ? [`it holds "${found}"`] : [])];
    },
    broken: withSql('SELECT 1 AS lines, \'a\' AS sku, {from:Date}, {to:Date} SETTINGS readonly = 0'),
  },
];

const answers = async (workspace: number, member: ReportMember): Promise<Faults> => {
  try {
    const rows = await runReport({ ...room(stores.events), events: stores.events.inWorkspace(workspace) }, member, PERIOD);
    const unwanted = Object.keys(rows[0] ?? {}).filter((name) => !keysOf(member.report.row).includes(name));
    const wrong = rows.flatMap((row) => Object.entries(row)).filter(([, value]) => typeof value === 'number' && !Number.isFinite(value));
    const blind = workspace === 1 && /\b(order|converted)_(lines|totals|products)\b/.test(member.sql) && rows.length === 0 ? ['it reads orders and finds none in half a year of trade'] : [];
    return [...blind, ...unwanted.map((name) => `undeclared column ${name}`), ...wrong.map(([name]) => `${name} holds no number`)];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
};
const inputsArePeriod = ({ report }: ReportMember): boolean => report.inputs.safeParse(PERIOD).success;

const asked: readonly Rule<ReportMember>[] = [
  {
    promise: 'is answered by the store in the shape it declares',
    faults: async (member) => (inputsArePeriod(member) ? answers(1, member) : ['inputs without from and to cannot be tried here: give them defaults']),
    broken: withSql('SELECT sku, \'many\' AS lines, {from:Date}, {to:Date}, {zone:String} FROM order_lines'),
  },
  {
    promise: 'is answered for a workspace without any data too',
    faults: (member) => answers(2, member),
    broken: withSql('SELECT \'x\' AS sku, 0/0 AS lines, {from:Date}, {to:Date}, {zone:String}'),
  },
];

describe('the contract of reports', () => {
  keepsItsContract<ReportMember>({
    kind: 'report', members: reports, idOf: ({ report }) => report.id, example,
    rules: [
      isNamedAsItsFile(({ report }) => report.id, (member, id) => ({ ...member, report: { ...member.report, id } })),
      speaksEveryLanguage(declarationOf, change),
      hasDecided(declarationOf, change),
      ...shape,
      ...asked,
    ],
  });
});
