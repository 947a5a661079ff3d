/** Writes science/text/simplified.json: traditional characters and their simplified twins, from opencc-js. Run by hand when opencc-js is renewed: `npx tsx tools/simplify-table.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as OpenCC from 'opencc-js/t2cn';
import { root, say } from './setup/root.mjs';

const BLOCKS: readonly [number, number][] = [[0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff]];
const convert = OpenCC.Converter({ from: 't', to: 'cn' });

let from = '';
let to = '';
for (const [first, last] of BLOCKS) {
  for (let code = first; code <= last; code++) {
    const character = String.fromCharCode(code);
    const twin = convert(character);
    // One unit to one unit, so that a text keeps its length and a term can be cut from the original.
    if (twin === character || twin.length !== 1) continue;
    from += character;
    to += twin;
  }
}
const licence = 'Characters from OpenCC (BYVoid and contributors, Apache-2.0) by way of opencc-js (MIT AND Apache-2.0), one character at a time.';
writeFileSync(join(root, 'science/text/simplified.json'), `${JSON.stringify({ licence, from, to }, null, 1)}\n`);
say(`${from.length} characters written.`);
