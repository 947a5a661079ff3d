import { OWN_NAME, camelCase, type Kind, type Registry } from '../kinds/kind.ts';

const HEAD = '// Made by `npm run generate`; do not edit. A member is listed by being there.\n';

const RESERVED = /^(new|class|default|delete|in|return|switch|this|with|for|if|do|case|void)$/;

/** A part's name is added to the member's, so that two parts do not clash; a word of the language gets an underscore. */
function nameOf(id: string, part: string): string {
  const name = camelCase(part === 'self' ? id : `${id}-${part}`);
  return RESERVED.test(name) ? `${name}_` : name;
}

function importsOf(kind: Kind, { parts }: Registry, id: string): string[] {
  return Object.entries(parts).map(([part, { file, exported }]) => {
    const from = kind.shape === 'file' ? `./${id}.ts` : `./${id}/${file ?? 'index.ts'}`;
    const name = nameOf(id, part);
    const given = exported === OWN_NAME ? camelCase(id) : exported;
    const what = given === 'default' ? name : given === name ? `{ ${name} }` : `{ ${given} as ${name} }`;
    return `import ${what} from '${from}';\n`;
  });
}

function entryOf({ parts }: Registry, id: string): string {
  const names = Object.keys(parts);
  if (names.length === 1 && names[0] === 'self') return nameOf(id, 'self');
  return `{ ${names.map((part) => `${part}: ${nameOf(id, part)}`).join(', ')} }`;
}

/** The text of a registry file: imports, the list, and where asked for the union of all ids. */
export function registryText(kind: Kind, registry: Registry, ids: readonly string[]): string {
  const type = registry.entry.startsWith('{') ? `ReadonlyArray<${registry.entry}>` : `readonly ${registry.entry}[]`;
  const list = ids.length === 0 ? '[]' : `[\n${ids.map((id) => `  ${entryOf(registry, id)},\n`).join('')}]`;
  const union = ids.length === 0 ? 'never' : ids.map((id) => `\n  | '${id}'`).join('');
  return [
    HEAD,
    `import type { ${registry.types.join(', ')} } from './contract.ts';\n`,
    ...ids.flatMap((id) => importsOf(kind, registry, id)),
    `\nexport const ${registry.list}: ${type} = ${list};\n`,
    registry.ids ? `\nexport type ${registry.ids} =${union.startsWith('\n') ? union : ` ${union}`};\n` : '',
  ].join('');
}
