/** Lets Node import `.sql` files as text, as the bundle and the tests do: `node --import tsx --import ./tools/setup/sql.mjs …`. */
import { register } from 'node:module';

register(`data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  import { fileURLToPath } from 'node:url';
  export async function load(url, context, next) {
    if (!url.endsWith('.sql')) return next(url, context);
    return { format: 'module', shortCircuit: true, source: 'export default ' + JSON.stringify(readFileSync(fileURLToPath(url), 'utf8')) };
  }`)}`);
