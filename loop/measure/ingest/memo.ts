/** Longer texts are not remembered: they seldom come again, and would be many megabytes. */
const LONGEST = 500;

/** Remembers what a pure function gave for a text. Forgets everything at `most` texts, so that hostile ones cannot fill the memory. */
export function memo<T>(most: number, give: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = give(text);
    if (text.length > LONGEST) return made;
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
