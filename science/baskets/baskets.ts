/** Baskets in typed arrays: basket i holds the items at offsets[i] to offsets[i + 1] - 1, each once, as indices into `items`. */
export interface Baskets { items: string[]; count: number; offsets: Int32Array; members: Int32Array }

/**
 * From rows of (basket, item), in any order; a repeated item counts once. Baskets keep the order of first appearance; items stand by
 * name, so that what is found does not depend on the order of rows.
 */
export function basketsFromRows(basket: ArrayLike<string | number>, item: readonly string[]): Baskets {
  const basketIndex = new Map<string | number, number>();
  const itemIndex = new Map<string, number>();
  const items: string[] = [];
  const n = item.length;
  const [rowBasket, rowItem] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    let b = basketIndex.get(basket[i]);
    if (b === undefined) basketIndex.set(basket[i], b = basketIndex.size);
    let c = itemIndex.get(item[i]);
    if (c === undefined) {
      c = items.push(item[i]) - 1;
      itemIndex.set(item[i], c);
    }
    rowBasket[i] = b;
    rowItem[i] = c;
  }
  const named = items.toSorted();
  const place = new Map(named.map((name, c) => [name, c]));
  const moved = Int32Array.from(items, (name) => place.get(name) ?? 0);
  return gather(named, basketIndex.size, rowBasket, rowItem.map((c) => moved[c]));
}

/** From lists of items, one a basket. */
export function basketsFromLists(lists: readonly (readonly string[])[]): Baskets {
  const basket: number[] = [];
  const item: string[] = [];
  lists.forEach((list, b) => list.forEach((name) => {
    basket.push(b);
    item.push(name);
  }));
  const got = basketsFromRows(basket, item);
  if (got.count === lists.length) return got;
  const offsets = new Int32Array(lists.length + 1); // empty baskets count as baskets too
  let k = 0;
  lists.forEach((list, b) => {
    if (list.length > 0) k++;
    offsets[b + 1] = got.offsets[k];
  });
  return { ...got, count: lists.length, offsets };
}

function gather(items: string[], count: number, rowBasket: Int32Array, rowItem: Int32Array): Baskets {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < rowBasket.length; i++) start[rowBasket[i] + 1]++;
  for (let b = 0; b < count; b++) start[b + 1] += start[b];
  const all = new Int32Array(rowBasket.length);
  const fill = start.slice();
  for (let i = 0; i < rowBasket.length; i++) all[fill[rowBasket[i]]++] = rowItem[i];
  const offsets = new Int32Array(count + 1);
  const seen = new Int32Array(items.length).fill(-1);
  let n = 0;
  for (let b = 0; b < count; b++) {
    for (let k = start[b]; k < start[b + 1]; k++) {
      if (seen[all[k]] === b) continue;
      seen[all[k]] = b;
      all[n++] = all[k];
    }
    offsets[b + 1] = n;
  }
  return { items, count, offsets, members: all.subarray(0, n) };
}
