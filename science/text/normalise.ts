import { simplify } from './simplify.ts';

const ADDRESSES = /https?:\/\/\S+|www\.\S+|\S+@\S+\.\S+/g;
const MENTIONS = /@[\p{L}\p{N}_-]{1,30}/gu;
/** A letter kept up (sooooo, 好好好好) says no more than three of it. */
const KEPT_UP = /(.)\1{2,}/gsu;

/** Compatibility forms (ＡＢＣ, ㊗) become plain ones: Unicode NFKC. Places in the result are those that `folded` keeps. */
export const plain = (text: string): string => text.normalize('NFKC');

/** Small letters and simplified characters; as long as the text given. */
export function folded(text: string): string {
  const small = text.toLowerCase();
  // One letter in Unicode grows in small writing (İ); such a text keeps its capitals rather than lose its places.
  return simplify(small.length === text.length ? small : text);
}

/** One spelling for what reads the same; addresses and @names, which say nothing of opinion, are left out. */
export function normalise(text: string): string {
  return folded(plain(text).replaceAll(/[’‘]/g, "'")).replaceAll(ADDRESSES, ' ').replaceAll(MENTIONS, ' ').replaceAll(KEPT_UP, '$1$1$1').trim();
}
