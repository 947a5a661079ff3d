import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allKinds } from '../kinds/all.ts';
import type { Kind } from '../kinds/kind.ts';
import { strangersIn } from '../registry/members.ts';
import type { Check } from './check.ts';
import { textOf } from './sources.ts';

const CONTRACT_LINES = 80;

function faultsOf(root: string, kind: Kind): string[] {
  const lacks = [`${kind.folder}/contract.ts`, `tests/contracts/${kind.id}.test.ts`, `docs/kinds/${kind.id}.md`]
    .filter((path) => !existsSync(join(root, path))).map((path) => `The kind "${kind.id}" lacks ${path}.`);
  if (lacks.length > 0) return lacks;
  const lines = textOf(root, `${kind.folder}/contract.ts`).trimEnd().split('\n').length;
  return [
    ...(lines > CONTRACT_LINES ? [`${kind.folder}/contract.ts: ${lines} lines; a contract that a newcomer reads stops at ${CONTRACT_LINES}.`] : []),
    ...strangersIn(kind, root).map((path) => `${path} is no ${kind.id}: it lacks ${'exported' in kind.proof ? `the export "${kind.proof.exported}"` : kind.proof.files.join(' or ')}. What members share is named in tools/kinds/${kind.id}.ts.`),
  ];
}

export const check: Check = {
  id: 'kinds',
  asks: 'Every kind has contract, contract suite and page; its folder holds members only',
  run: async (root) => (await allKinds()).flatMap((kind) => faultsOf(root, kind)),
};
