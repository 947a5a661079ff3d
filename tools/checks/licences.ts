import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { textOf } from './sources.ts';

/** SPDX ids that ask nothing of this product beyond naming them. */
const ALLOWED = new Set([
  'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'MPL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'Unlicense',
  'BlueOak-1.0.0', 'Python-2.0', 'OFL-1.1', 'Zlib', 'PostgreSQL', 'PSF-2.0', 'BSL-1.0', 'WTFPL',
]);

/** Packages allowed by name, with the reason: what they declare is misspelt, missing or bounded. */
const BY_NAME = new Map<RegExp, string>([
  [/^chainsaw$/, 'declares "MIT/X11", which is MIT in other words'],
  [/^slick$/, 'declares "MIT" with the address of its text'],
  [/^buffers$/, 'declares nothing; a part of binary (MIT) by the same author, which comes with exceljs'],
  [/^@img\/sharp-libvips-/, 'LGPL-3.0, a separate shared library that anybody can replace'],
]);

interface Locked { version?: string; license?: string; dev?: boolean; link?: boolean; optional?: boolean }

/** Whether an SPDX expression can be met with allowed licences alone: any side of OR, every side of AND. */
export function allows(expression: string): boolean {
  const plain = expression.replace(/[()]/g, ' ').trim();
  return plain.split(/\s+OR\s+/i).some((side) => side.split(/\s+AND\s+/i).every((id) => ALLOWED.has(id.trim().replace(/\+$/, ''))));
}

/** The licence that the lock notes, or that the installed package declares in one of the old ways. */
function licenceOf(root: string, path: string, locked: Locked): string {
  if (locked.license) return locked.license;
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return '';
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type: string }; licenses?: { type: string }[] };
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? '';
}

export const check: Check = {
  id: 'licences',
  asks: 'Every package that the product runs on may be used by anybody',
  run: async (root) => {
    const { packages } = JSON.parse(textOf(root, 'package-lock.json')) as { packages: Record<string, Locked> };
    return Object.entries(packages).flatMap(([path, locked]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (path === '' || locked.dev || locked.link || [...BY_NAME.keys()].some((known) => known.test(name))) return [];
      // A binary for another machine is not installed here and says nothing of its licence: its parent's holds.
      if (locked.optional && !locked.license && !existsSync(join(root, path))) return [];
      const licence = licenceOf(root, path, locked);
      return allows(licence) ? [] : [`${name} ${locked.version ?? ''}: licence "${licence || 'none'}". Find another package, or allow it by name in tools/checks/licences.ts with the reason.`];
    });
  },
};
