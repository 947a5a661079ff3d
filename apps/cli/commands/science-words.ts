import { Trouble } from '../connection.ts';

/** Options as commander gives them: one word, or a list where the option may be given again. */
export function wordOf(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function wordsOf(options: Record<string, unknown>, name: string): string[] {
  const value = options[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function needWord(options: Record<string, unknown>, name: string, what: string): string {
  const word = wordOf(options, name);
  if (word === undefined) throw new Trouble(`Name ${what} with --${name}.`);
  return word;
}
