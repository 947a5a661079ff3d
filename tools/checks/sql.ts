import ts from 'typescript';
import type { Check } from './check.ts';
import { codeFiles, lineOf, nodesOf, projectFiles, textOf, treeOf } from './sources.ts';

const PLACES = /^(loop|customers|metrics)\//;
const TEST = /\.test\.tsx?$/;
const LINES = 12;
/** In capitals, as the house writes them: a sentence may begin with one of these words. */
const STATEMENT = /^\s*(--.*\n\s*)*(SELECT|WITH|INSERT|UPDATE|DELETE|ALTER|CREATE|OPTIMIZE)\s/;
/** Where statements stand: files that do nothing else. */
const QUERIES = /(^|\/)queries\.ts$/;

/** Files that hold statements though they are called otherwise, each with its reason. */
const HOLDERS: Readonly<Record<string, string>> = {
  'customers/currencies/converted.ts': 'puts relations before the statement of another',
  'customers/segments/compile.ts': 'compiles rules into a condition, with subqueries',
  'loop/measure/sales/totals.ts': 'makes totals from lines; nothing else stands in the file',
  'loop/measure/sales/products.ts': 'makes sums by product from lines; nothing else stands in the file',
  'customers/consent/ledger.ts': 'the ledger is its statements; nothing else stands in the file',
  'customers/consent/suppression.ts': 'the list is its statements; nothing else stands in the file',
  'customers/identity/merge.ts': 'a merge is these statements in this order, in one transaction',
  'loop/measure/imports/kinds/products.ts': 'an importer writes in the transaction that counts its rows',
  'loop/measure/imports/kinds/spend.ts': 'an importer writes in the transaction that counts its rows',
  'metrics/read.ts': 'puts the expression of a metric into its source (decision 2)',
};

/** Who may read an amount in the currency it came in; everybody else reads converted_totals and converted_products (decision 8). */
const OWN_CURRENCY: Readonly<Record<string, string>> = {
  'customers/currencies/totals.sql': 'converts it', 'customers/currencies/products.sql': 'converts it', 'customers/currencies/product-months.sql': 'is converted in products.sql',
  'customers/timeline/sql/order-items.sql': 'shows each order in its own currency',
  'loop/measure/sales/totals.sql': 'adds up an order by currency', 'loop/measure/sales/products.sql': 'adds up a product by currency',
  'loop/measure/sales/queries.ts': 'reads lines to take them back in the currency they were sold in',
};
const AMOUNT_OF_TABLE = /\bFROM\s+(order_totals|order_lines|product_months)\b/i;

const statements = (root: string, path: string): { node: ts.Node; text: string }[] => nodesOf(treeOf(root, path))
  .filter((node) => ts.isTemplateLiteral(node) || ts.isStringLiteral(node))
  .map((node) => ({ node, text: node.getText().slice(1) }))
  .filter(({ text }) => STATEMENT.test(text));

function faultsOf(root: string, path: string): string[] {
  const tree = treeOf(root, path);
  const found = statements(root, path);
  const long = found.flatMap(({ node }) => {
    const lines = lineOf(tree, node.end) - lineOf(tree, node.getStart()) + 1;
    return lines > LINES ? [`${path}:${lineOf(tree, node.getStart())}: ${lines} lines of SQL; give them a file of their own, \`import text from './name.sql'\`.`] : [];
  });
  const first = found[0];
  const astray = first && !QUERIES.test(path) && !(path in HOLDERS)
    ? [`${path}:${lineOf(tree, first.node.getStart())}: a statement outside of queries.ts; move the function that asks it into queries.ts of the folder, or the text into a .sql file.`] : [];
  return [...long, ...astray];
}

const readsTotals = (path: string, text: string): string[] => [
  ...(AMOUNT_OF_TABLE.test(text) && /\bamount\b/.test(text) && !(path in OWN_CURRENCY)
    ? [`${path}: adds amounts of several currencies; read converted_totals or converted_products through readConverted.`] : []),
  ...(/\bFROM\s+order_totals\b/i.test(text) && !/\blines\b/.test(text) ? [`${path}: reads totals that no line makes up any more; ask for lines > 0.`] : []),
];

export const check: Check = {
  id: 'sql',
  asks: `statements stand in queries.ts, or in .sql files from ${LINES} lines on, and money is read in one currency`,
  run: async (root) => {
    const code = codeFiles(root).filter((path) => PLACES.test(path) && !TEST.test(path));
    const texts = projectFiles(root, /\.sql$/).filter((path) => PLACES.test(path));
    const needless = Object.keys(HOLDERS).filter((path) => code.includes(path) && statements(root, path).length === 0);
    return [
      ...code.flatMap((path) => faultsOf(root, path)),
      ...texts.flatMap((path) => readsTotals(path, textOf(root, path))), ...code.flatMap((path) => statements(root, path).flatMap(({ text }) => readsTotals(path, text))),
      ...needless.map((path) => `tools/checks/sql.ts: ${path} holds no statement any more; take it off the list.`),
    ];
  },
};
