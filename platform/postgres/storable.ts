/** In JSON as JavaScript writes it, halves of a character stand as escapes and whole ones as themselves. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;
/** One escape after the other, so that an escaped backslash before `u0000` is not taken for a part of it. */
const ESCAPES = /\\(u0000|ud[89a-f][0-9a-f]{2}|[^])/g;

/**
 * The value with what PostgreSQL's text and JSON refuse taken out of its texts: NUL, and halves of characters beyond the
 * basic plane (UTF-16 surrogates), as a program leaves them that cuts a text in two.
 */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  if (json === undefined || !UNSTORABLE.test(json)) return value;
  return JSON.parse(json.replace(ESCAPES, (whole, escape: string) => (escape.length > 1 ? '' : whole))) as T;
}

/** Whether PostgreSQL keeps the value as it is. */
export const isStorable = (value: unknown): boolean => storable(value) === value;
