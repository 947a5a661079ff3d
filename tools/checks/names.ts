import { basename } from 'node:path';
import ts from 'typescript';
import type { Check } from './check.ts';
import { codeFiles, treeOf } from './sources.ts';

const SAYS_NOTHING = /^(utils?|helpers?|common|types|misc)$/;
const PLAIN = /^\.?[a-z0-9]+([-.][a-z0-9]+)*\.(ts|tsx|mjs|cjs)$/;
/** The one place where a file may only pass things on. */
const FRONT_DOOR = /^(loop\/[^/]+|customers)\/index\.ts$/;

const passesOnOnly = (tree: ts.SourceFile): boolean =>
  tree.statements.some((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier)
  && tree.statements.every((statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement));

export const check: Check = {
  id: 'names',
  asks: 'Files are named by their idea; only a front door passes things on',
  run: async (root) => codeFiles(root).flatMap((path) => {
    const words = path.split('/').map((part) => part.replace(/\..*$/, ''));
    const empty = words.find((word) => SAYS_NOTHING.test(word));
    return [
      ...(empty === undefined ? [] : [`${path}: "${empty}" says nothing; name it by its one idea.`]),
      ...(PLAIN.test(basename(path)) ? [] : [`${path}: file names are words in small letters joined by hyphens.`]),
      ...(!FRONT_DOOR.test(path) && (basename(path) === 'index.ts' || passesOnOnly(treeOf(root, path)))
        ? [`${path}: it only passes things on; import from the files themselves. Only a stage has a front door (loop/<stage>/index.ts).`] : []),
    ];
  }),
};
