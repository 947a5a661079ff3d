import ts from 'typescript';
import type { Check } from './check.ts';
import { codeFiles, lineOf, nodesOf, treeOf } from './sources.ts';

const PLACES = /^(loop|customers|metrics)\//;
const LINES = 12;
const STATEMENT = /^\s*(--.*\n\s*)*(SELECT|WITH|INSERT|UPDATE|DELETE|ALTER|CREATE)\b/i;

export const check: Check = {
  id: 'sql',
  asks: `SQL of more than ${LINES} lines stands in a named .sql file`,
  run: async (root) => codeFiles(root).filter((path) => PLACES.test(path) && !/\.test\.tsx?$/.test(path)).flatMap((path) => {
    const tree = treeOf(root, path);
    return nodesOf(tree).flatMap((node) => {
      if (!ts.isTemplateLiteral(node)) return [];
      const lines = lineOf(tree, node.end) - lineOf(tree, node.getStart()) + 1;
      if (lines <= LINES || !STATEMENT.test(node.getText().slice(1))) return [];
      return [`${path}:${lineOf(tree, node.getStart())}: ${lines} lines of SQL; give them a file of their own, \`import text from './name.sql'\`.`];
    });
  }),
};
