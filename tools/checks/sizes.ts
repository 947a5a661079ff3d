import ts from 'typescript';
import type { Check } from './check.ts';
import { codeFiles, lineOf, nodesOf, projectFiles, textOf, treeOf } from './sources.ts';

const FILE_LINES = 300;
const FUNCTION_LINES = 60;
/** An exception carries its reason: `// size: …` at the head of a file, or right above or in the first line of a function. */
const REASON = /(\/\/|--|\/\*+) size: \S.{9,}/;

/** A block of tests holds many; each of them is measured by itself. */
const isTestBlock = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());

function tooLongFunctions(tree: ts.SourceFile, path: string, lines: readonly string[]): string[] {
  const faults: string[] = [];
  for (const node of nodesOf(tree)) {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || isTestBlock(node)) continue;
    const [first, last] = [lineOf(tree, node.getStart()), lineOf(tree, node.end)];
    const length = last - first + 1;
    if (length <= FUNCTION_LINES || lines.slice(Math.max(0, first - 3), first).some((line) => REASON.test(line))) continue;
    faults.push(`${path}:${first}: this function has ${length} lines; stop at ${FUNCTION_LINES}. Give a part of it a name of its own.`);
  }
  return faults;
}

export const check: Check = {
  id: 'sizes',
  asks: `No file over ${FILE_LINES} lines, no function over ${FUNCTION_LINES}`,
  run: async (root) => {
    const code = new Set(codeFiles(root));
    const files = [...code, ...projectFiles(root, /\.(sql|css)$/).filter((path) => !/(^|\/)(schema\.sql|migrations\/|fixtures\/)/.test(path))];
    return files.flatMap((path) => {
      const lines = textOf(root, path).split('\n');
      const length = lines.at(-1) === '' ? lines.length - 1 : lines.length;
      const excused = lines.slice(0, 5).some((line) => REASON.test(line));
      const long = length > FILE_LINES && !excused ? [`${path}: ${length} lines; stop at ${FILE_LINES}. Find the second idea in it and give it a file.`] : [];
      return code.has(path) ? [...long, ...tooLongFunctions(treeOf(root, path), path, lines)] : long;
    });
  },
};
