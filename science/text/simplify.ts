import table from './simplified.json' with { type: 'json' };

const twins = new Map<string, string>();
for (let i = 0; i < table.from.length; i++) twins.set(table.from.charAt(i), table.to.charAt(i));

/**
 * Traditional characters become their simplified twins, one for one: the length stays, so that places in the result are
 * places in the original. Words are not translated (軟體 becomes 软体, not 软件).
 */
export function simplify(text: string): string {
  let out = '';
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const twin = twins.get(text.charAt(i));
    if (twin === undefined) continue;
    out += text.slice(kept, i) + twin;
    kept = i + 1;
  }
  return kept === 0 ? text : out + text.slice(kept);
}
