import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Files that git keeps or would keep, relative to the project; with `ending`, only those whose path matches. */
export function projectFiles(root: string, ending: RegExp = /./): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && ending.test(path) && existsSync(join(root, path))).sort();
}

export const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** Hand-written code: generated files and recorded data are not read by people. */
export const codeFiles = (root: string): string[] =>
  projectFiles(root, /\.(ts|tsx|mjs|cjs)$/).filter((path) => !/\.gen\.tsx?$|\.d\.ts$|\/fixtures\/|^client\/gen\//.test(path));

const trees = new Map<string, ts.SourceFile>();

/** The syntax tree of a file, parsed once a run. */
export function treeOf(root: string, path: string): ts.SourceFile {
  const known = trees.get(path);
  if (known) return known;
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : /js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, textOf(root, path), ts.ScriptTarget.ES2022, true, kind);
  trees.set(path, tree);
  return tree;
}

/** Every node of a tree, from the root down; without the tokens, which are most of a file. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (inner: ts.Node): void => {
    found.push(inner);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** Line of a place, counted from one. */
export const lineOf = (tree: ts.SourceFile, position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;
