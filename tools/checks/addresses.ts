import type { Check } from './check.ts';
import { projectFiles, textOf } from './sources.ts';

const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|sql|css|html|sh|yml|yaml|txt|svg)$|(^|\/)(\.ci\/run|\.npmrc|\.gitignore|Dockerfile)$/;
/** Places that exist on one machine only. A path in quotes or after a space; not the last part of a web address. */
const MACHINE = /(^|["'`\s(=:])\/(work|root|home\/\w+|tmp|Users\/\w+|mnt\/\w+)\//;
/** Hosts of package registries and mirrors: the lock and the product work with whichever one a machine uses. */
const REGISTRY = new RegExp(['registry\\.(npm', 'yarnpkg', 'npmmirror)'].join('|') + '|deb\\.debian\\.org|pypi\\.org|"resolved": "https?:');

export const check: Check = {
  id: 'addresses',
  asks: 'No path of one machine and no registry host in what is committed',
  run: async (root) => projectFiles(root, TEXT).flatMap((path) => textOf(root, path).split('\n').flatMap((line, i) => {
    if (path === 'tools/checks/addresses.ts' || /\/fixtures\//.test(path)) return [];
    const found = MACHINE.exec(line)?.[0].trim() ?? REGISTRY.exec(line)?.[0];
    return found === undefined ? [] : [`${path}:${i + 1}: ${found} is right on one machine only. Use a relative path, os.tmpdir() or a setting.`];
  })),
};
