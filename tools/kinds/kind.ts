/** What a kind declares: where its members live, which registries list them, what a new one begins as. */

/** One list of all members, written into the kind's folder as `<name>.gen.ts`. */
export interface Registry {
  file: `${string}.gen.ts`;
  /** The exported list. */
  list: string;
  /** Type of an entry, and the names in it that come from `contract.ts`. */
  entry: string;
  types: readonly string[];
  /** What an entry is made of; one part called `self` is the entry itself. `file` is within the member's folder. `exported` may be OWN_NAME. */
  parts: Readonly<Record<string, { file?: string; exported: string }>>;
  /** Exports a union type of all ids under this name too. */
  ids?: string;
}

/** The export that bears the member's own name: `event-id.ts` exports `eventId`. */
export const OWN_NAME = '<id>';

/** average-order-value → averageOrderValue */
export const camelCase = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export interface Kind {
  /** The word after `npm run new`. */
  id: string;
  /** What a member is, in half a sentence. */
  is: string;
  folder: string;
  /** `file`: `<folder>/<id>.ts`; `folder`: `<folder>/<id>/`. */
  shape: 'file' | 'folder';
  /** The export that makes a file a member (shape `file`), or the files that a member's folder must have. */
  proof: { exported: string } | { files: readonly string[] };
  /** Files in the folder of a kind of files that are no member: what the members share or what reads them. */
  besides: readonly string[];
  registries: readonly Registry[];
  /** The files of a new member, by path within the kind's folder. */
  scaffold(id: string): Readonly<Record<string, string>>;
  /** What the author does next, one sentence each. */
  next: readonly string[];
}

/** Stands wherever an author must decide; the contract suite refuses a member in which one is left. */
export const undecided = (what: string): string => `⟨${what}⟩`;

/** Text as a TypeScript literal. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Words that an author has yet to write, as source text. */
export function undecidedWords(what: string): string {
  const text = quoted(undecided(what));
  return `{ en: ${text}, 'zh-Hans': ${text}, 'zh-Hant': ${text} }`;
}
