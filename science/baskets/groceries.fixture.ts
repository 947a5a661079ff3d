/** Groceries of the R package arules (one month of a German grocery) and T10I4D100K (IBM Quest), for tests. Never shipped. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { basketsFromLists, type Baskets } from './baskets.ts';

const groceriesPath = new URL('../../../shared/data/groceries/groceries_baskets.txt', import.meta.url);
const t10Path = new URL('../../../shared/data/fimi/T10I4D100K.dat.gz', import.meta.url);
export const groceriesPresent = existsSync(groceriesPath);
export const t10Present = existsSync(t10Path);

export function groceries(): string[][] {
  return readFileSync(groceriesPath, 'utf8').trim().split('\n').map((line) => line.split(';'));
}

export function t10(): Baskets {
  return basketsFromLists(gunzipSync(readFileSync(t10Path)).toString().trim().split('\n').map((line) => line.trim().split(' ')));
}
