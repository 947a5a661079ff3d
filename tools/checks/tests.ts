import ts from 'typescript';
import type { Check } from './check.ts';
import { codeFiles, lineOf, nodesOf, treeOf } from './sources.ts';

const TEST_CALL = /^(it|test)(\.each\b.*|\.for\b.*|\.concurrent|\.sequential)?$/s;
const SWITCHED_OFF = /^(it|test|describe)\.(skip|only|todo|fails)$/;
/** A call whose last name begins like this asserts; a browser's `waitFor…` throws where what is waited for does not come. */
const ASSERTS = /^([\w.]+\.)?(expect|assert|check|prove|must|should|refuse|waitFor)\w*/;

const name = (call: ts.CallExpression): string => call.expression.getText();

/** Names of functions of a file that assert, whatever they are called. */
function assertingNames(tree: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const node of nodesOf(tree)) {
    const declares = ts.isFunctionDeclaration(node) || (ts.isVariableDeclaration(node) && node.initializer && ts.isArrowFunction(node.initializer));
    if (declares && node.name && /\b(expect|assert)\b/.test(node.getText())) names.add(node.name.getText());
  }
  return names;
}

const asserts = (body: ts.Node, own: ReadonlySet<string>): boolean =>
  nodesOf(body).filter(ts.isCallExpression).map(name).some((called) => ASSERTS.test(called) || own.has(called));

function faultsOf(tree: ts.SourceFile, path: string): string[] {
  const faults: string[] = [];
  const own = assertingNames(tree);
  for (const node of nodesOf(tree)) {
    if (!ts.isCallExpression(node)) continue;
    const called = name(node);
    const place = `${path}:${lineOf(tree, node.getStart())}`;
    if (SWITCHED_OFF.test(called)) faults.push(`${place}: ${called} is left behind; a test runs or is not there. Where data may be absent use skipIf or ctx.skip with the reason.`);
    const body = node.arguments.find((argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
    if (TEST_CALL.test(called) && body && !asserts(body, own)) faults.push(`${place}: this test asserts nothing and so cannot fail.`);
  }
  return faults;
}

export const check: Check = {
  id: 'tests',
  asks: 'Every test can fail, none is switched off',
  run: async (root) => codeFiles(root).filter((path) => /\.test\.tsx?$/.test(path)).flatMap((path) => faultsOf(treeOf(root, path), path)),
};
