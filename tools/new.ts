/** `npm run new <kind> <id>`: writes a member that compiles and keeps its contract but for what its author must decide. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { allKinds } from './kinds/all.ts';
import { ID, membersOf } from './registry/members.ts';
import { registryText } from './registry/registry.ts';
import { root, say } from './setup/root.mjs';

function refuse(sentence: string): never {
  say(sentence);
  process.exit(1);
}

const kinds = await allKinds();
const [word = '', id = ''] = process.argv.slice(2);
const kind = kinds.find((candidate) => candidate.id === word);
if (!kind) refuse(`npm run new <kind> <id>\n\nKinds:\n${kinds.map((known) => `  ${known.id.padEnd(10)} ${known.is}`).join('\n')}`);
if (!ID.test(id)) refuse(`"${id}" is no name for a ${kind.id}: small letters and digits, words joined by hyphens, such as repeat-revenue.`);

const files = Object.entries(kind.scaffold(id)).map(([path, text]) => ({ path: `${kind.folder}/${path}`, text }));
const taken = files.find(({ path }) => existsSync(join(root, path)));
if (taken) refuse(`${taken.path} is there already.`);
for (const { path, text } of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
for (const registry of kind.registries) {
  writeFileSync(join(root, kind.folder, registry.file), registryText(kind, registry, membersOf(kind, root)));
}
say(`Written: ${files.map(({ path }) => path).join(', ')}, and listed in ${kind.registries.map(({ file }) => file).join(', ')}.

${kind.next.map((sentence, i) => `${i + 1}. ${sentence}`).join('\n')}

npx vitest run tests/contracts/${kind.id}.test.ts says what is missing; docs/kinds/${kind.id}.md has an example.`);
