import type { Words } from '#vocabulary/words.ts';

/** number: ten-thousandths. time: epoch milliseconds. day: YYYY-MM-DD. country: ISO 3166-1 alpha-2 where recognised, else as written. */
export const FIELD_KINDS = ['text', 'number', 'time', 'day', 'email', 'phone', 'country', 'currency', 'language', 'yesno', 'kind'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** A column that an import can take. `headers`: what files call it; compared without case, spaces and punctuation. */
export interface ImportField {
  name: string;
  kind: FieldKind;
  names: Words;
  /** A row without it is refused. */
  required?: true;
  /** An unreadable value is left out and counted; the rest of the row is taken. */
  soft?: true;
  headers: readonly string[];
}

export const IMPORT_KINDS = ['orders', 'customers', 'products', 'spend', 'events'] as const;
export type ImportKindId = (typeof IMPORT_KINDS)[number];

export interface ImportDeclaration {
  id: ImportKindId;
  names: Words;
  /** One sentence: what a row is. */
  means: Words;
  fields: readonly ImportField[];
  /** Of each group at least one column must be chosen, and filled in every row. */
  oneOf: readonly (readonly string[])[];
  /** Of each group at least one column must be chosen; a row may leave it empty. */
  oneColumnOf?: readonly (readonly string[])[];
  /** Columns that are not chosen are kept under their own names. */
  keepsOthers: boolean;
}
